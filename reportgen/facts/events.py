"""What happens in a statement, and how far it has come: signed, will sign, is expected to sign."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportgen.facts.lexicon import bag, words_of
from reportgen.facts.model import Event, EventStatus
from reportgen.facts.phrases import phrases
from reportgen.wordlists import read_words
from reportgen.words import stem

if TYPE_CHECKING:
    from reportgen.facts.tokens import Tokens

REACH = 12
"""Words on each side of a verb among which its participants are looked for."""
_BE = words_of("fact_words.txt", "events: be")
_HAVE = bag("has have had having 've")
_DO = bag("do does did don't doesn't didn't")
_MODALS = words_of("fact_words.txt", "events: modals")
_FINITE_MODALS = _MODALS - {"to", "us", "let"}
_PRESENT_MODALS = frozenset({"can", "must", "cannot", "can't"})
_BETWEEN = words_of("fact_words.txt", "events: between")
_NEGATIONS = words_of("fact_words.txt", "events: negations")
_DETERMINERS = words_of("fact_words.txt", "events: determiners")
_NO_VERBS = words_of("fact_words.txt", "events: no verbs")
_LIGHT_VERBS = words_of("fact_words.txt", "events: light verbs")
_PRESENT = words_of("fact_words.txt", "events: present")


def find_events(tokens: Tokens) -> tuple[Event, ...]:
    """Return the events of a text, in order of their verbs."""
    hits = phrases("event_leads.txt").find(tokens)
    leads = {hit.end: (hit.start, EventStatus(hit.label)) for hit in hits if hit.label != "delay"}
    delays = {hit.start: hit.end for hit in hits if hit.label == "delay"}
    found = []
    for index in range(len(tokens)):
        event = _delay(tokens, index, delays[index]) if index in delays else _event(tokens, index, leads)
        if event:
            found.append(event)
    return tuple(found)


def _delay(tokens: Tokens, index: int, end: int) -> Event:
    """Return the event of a phrase that says by itself that something is late ("has been put off")."""
    clause = tokens.clause_span(index)
    return Event(
        start=tokens.words[index].start,
        end=tokens.words[end - 1].end,
        stem=tokens.words[index].stem,
        status=EventStatus.DELAYED,
        before=tokens.stems(range(max(clause[0], index - REACH), index)),
        after=tokens.stems(range(end, min(clause[1], end + REACH))),
    )


def _event(tokens: Tokens, index: int, leads: dict[int, tuple[int, EventStatus]]) -> Event | None:
    lower = tokens.lowers[index]
    if not lower.isalpha() or lower in _NO_VERBS or tokens.gap(index) == "-" or not _may_be_verb(tokens, index):
        return None
    first = _chain_start(tokens, index)
    lead = next((leads[place] for place in range(index, first - 1, -1) if place in leads), None)
    status = _status(tokens, index, first, lead)
    if status is None:
        return None
    start = min(lead[0] if lead else _helpers_start(tokens, first), first)
    clause = tokens.clause_span(index)
    chain = {tokens.lower(place) for place in range(min(start, first - 1), index)}
    if any(tokens.lower(place) in {"if", "unless"} for place in range(max(clause[0], index - 8), index)):
        status = EventStatus.CONDITIONAL
    return Event(
        start=tokens.words[start].start,
        end=tokens.words[index].end,
        stem=base_stem(lower),
        status=status,
        is_negated=bool(chain & _NEGATIONS),
        is_passive=(is_past(lower) or lower in _unchanging()) and bool(chain & _BE),
        before=tokens.stems(range(max(clause[0], start - REACH), start)),
        after=tokens.stems(range(index + 1, min(clause[1], index + 1 + REACH))),
    )


def _helpers_start(tokens: Tokens, first: int) -> int:
    """Return the first of the forms of "be" and "have" right before a verb's adverbs."""
    start = first
    while start > 0 and tokens.lower(start - 1) in _BE | _HAVE:
        start -= 1
    return start


def _may_be_verb(tokens: Tokens, index: int) -> bool:
    return tokens.words[index].is_content or tokens.lowers[index] in _LIGHT_VERBS


def _chain_start(tokens: Tokens, index: int) -> int:
    """Return the first word of the adverbs and auxiliaries right before a verb."""
    first = index
    while first > 0 and index - first < 5 and tokens.gap(first) == " ":
        lower = tokens.lower(first - 1)
        if lower not in _BETWEEN and not (lower.endswith("ly") and len(lower) > 4):
            break
        first -= 1
    return first


def _status(tokens: Tokens, index: int, first: int, lead: tuple[int, EventStatus] | None) -> EventStatus | None:
    """Return how far a verb's event has come, None where the word is no finite verb here."""
    lower, before = tokens.lowers[index], tokens.lower(first - 1)
    chain = {tokens.lower(place) for place in range(first, index)}
    is_ing = lower.endswith("ing") and len(lower) > 5
    if lead is not None and lead[1] is not EventStatus.CONDITIONAL and (not is_ing or "be" in chain):
        return None if tokens.lower(index - 1) in _DETERMINERS else lead[1]
    if before in _HAVE or (chain & {"have", "been"} and is_past(lower)):
        return EventStatus.DONE if is_past(lower) else None
    if before in _BE or chain & {"be", "been", "being"}:
        return _status_after_be(lower, before, chain, is_ing=is_ing)
    if before in _FINITE_MODALS | _DO:
        return EventStatus.EXPECTED if before in _FINITE_MODALS - _PRESENT_MODALS else EventStatus.STATED
    if is_past(lower) and not (_is_determiner(tokens, first - 1) and tokens.is_joined(index + 1)):
        return EventStatus.DONE
    return EventStatus.STATED if lower in _PRESENT else None


def _is_determiner(tokens: Tokens, index: int) -> bool:
    """Return whether a word determines the next one; "that" after a noun is a pronoun ("a court that ordered the inquiry")."""
    if tokens.lower(index) != "that":
        return tokens.lower(index) in _DETERMINERS
    return index < 1 or not tokens.words[index - 1].is_content or tokens.gap(index) != " " or is_past(tokens.lower(index - 1))


def _status_after_be(lower: str, before: str, chain: set[str], *, is_ing: bool) -> EventStatus | None:
    if is_ing:
        return EventStatus.ONGOING
    if not is_past(lower):
        return None
    return EventStatus.DONE if before in {"was", "were"} or "been" in chain else EventStatus.STATED


def is_past(lower: str) -> bool:
    """Return whether a word is, or may be, a past form or a past participle."""
    return lower in _past_forms() or (lower.endswith("ed") and len(lower) > 4 and lower not in _NO_VERBS)


def base_stem(lower: str) -> str:
    """Return the stem of a verb's base form: "sign" for "signed", "take" for "taken"."""
    return stem(_past_forms().get(lower, lower))


@cache
def _unchanging() -> frozenset[str]:
    """Return the verbs whose past participle is their base form: "set", "cut", "put"."""
    rows = [row.split() for row in read_words("irregular_verbs.txt")]
    return frozenset(base for base, _, participle in rows if base == participle)


@cache
def _past_forms() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in read_words("irregular_verbs.txt"):
        base, past, participle = row.split()
        for form in (past, participle):
            if form != base:
                table.setdefault(form, base)
    return {form: base for form, base in table.items() if base not in {"be", "do"}}
