"""What happens in a statement, and how far it has come: signed, will sign, is expected to sign."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportgen.facts.lexicon import bag
from reportgen.facts.model import Event, EventStatus
from reportgen.facts.phrases import phrases
from reportgen.wordlists import read_words
from reportgen.words import stem

if TYPE_CHECKING:
    from reportgen.facts.tokens import Tokens

_REACH = 12
"""Words on each side of a verb among which its participants are looked for."""
_BE = bag("is are was were be been being am 's 're")
_HAVE = bag("has have had having 've")
_DO = bag("do does did don't doesn't didn't")
_MODALS = bag("will would shall should can could may might must won't wouldn't shan't can't cannot couldn't 'll to let us")
_BETWEEN = bag("not never also now still already then soon just only yet again all both since recently finally today be been being have")
_NEGATIONS = bag("not never n't won't wouldn't can't cannot couldn't isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't")
_DETERMINERS = bag("the a an its their his her our my your this that these those some any no")
_NO_VERBS = bag(
    "said says say told tells tell added according need indeed united hundred speed red bed seed feed need wed embed unprecedented limited "
    "exceed proceed succeed agreed-upon related interested based advanced supposed being thing king spring during morning evening nothing "
    "anything something everything building meeting hearing funding spending briefing left"
)
_LIGHT_VERBS = bag("get gets getting give gives given go goes going gone went got come came take taken took make makes made making put keep see become became have")
_PRESENT = bag(
    "takes begins starts closes opens ends runs covers applies includes remains becomes gives brings comes goes makes sets keeps holds pays "
    "requires bans allows creates provides marks leaves enters"
)


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
        before=tokens.stems(range(max(clause[0], index - _REACH), index)),
        after=tokens.stems(range(end, min(clause[1], end + _REACH))),
    )


def _event(tokens: Tokens, index: int, leads: dict[int, tuple[int, EventStatus]]) -> Event | None:
    lower = tokens.lowers[index]
    if not lower.isalpha() or lower in _NO_VERBS or tokens.gap(index) == "-" or not _may_be_verb(tokens, index):
        return None
    base = base_stem(lower)
    first = _chain_start(tokens, index)
    lead = next((leads[place] for place in range(index, first - 1, -1) if place in leads), None)
    before = tokens.lower(first - 1)
    status = _status(tokens, index, first, lead, before)
    if status is None:
        return None
    start = min(lead[0] if lead else first, first)
    if lead is None and before in _BE | _HAVE and first:
        start = first - 1
        while start and tokens.lower(start - 1) in _HAVE | _BE:
            start -= 1
    clause = tokens.clause_span(index)
    chain = [tokens.lower(place) for place in range(start, index)]
    if any(tokens.lower(place) in {"if", "unless"} for place in range(max(clause[0], index - 8), index)):
        status = EventStatus.CONDITIONAL
    return Event(
        start=tokens.words[start].start,
        end=tokens.words[index].end,
        stem=base,
        status=status,
        is_negated=any(word in _NEGATIONS for word in chain) or before in _NEGATIONS,
        is_passive=is_past(lower) and (any(word in _BE for word in chain) or before in _BE),
        before=tokens.stems(range(max(clause[0], start - _REACH), start)),
        after=tokens.stems(range(index + 1, min(clause[1], index + 1 + _REACH))),
    )


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


def _status(tokens: Tokens, index: int, first: int, lead: tuple[int, EventStatus] | None, before: str) -> EventStatus | None:
    lower = tokens.lowers[index]
    chain = {tokens.lower(place) for place in range(first, index)}
    past = is_past(lower)
    is_ing = lower.endswith("ing") and len(lower) > 5
    if lead is not None and lead[1] is not EventStatus.CONDITIONAL and (not is_ing or "be" in chain):
        return lead[1] if not _is_noun_place(tokens, index) else None
    if before in _HAVE or (chain & {"have", "been"} and past):
        return EventStatus.DONE if past else None
    if before in _BE or chain & {"be", "been", "being"}:
        if is_ing:
            return EventStatus.ONGOING
        if past:
            return EventStatus.DONE if before in {"was", "were"} or "been" in chain else EventStatus.STATED
        return None
    if before in _MODALS - {"to", "us", "let"} or before in _DO:
        return EventStatus.STATED if before in _DO | {"can", "must", "cannot", "can't"} else EventStatus.EXPECTED
    if past and not (before in _DETERMINERS and tokens.is_joined(index + 1)):
        return EventStatus.DONE
    if lower in _PRESENT:
        return EventStatus.STATED
    return None


def _is_noun_place(tokens: Tokens, index: int) -> bool:
    return tokens.lower(index - 1) in _DETERMINERS


def is_past(lower: str) -> bool:
    """Return whether a word is, or may be, a past form or a past participle."""
    return lower in _past_forms() or (lower.endswith("ed") and len(lower) > 4 and lower not in _NO_VERBS)


def base_stem(lower: str) -> str:
    """Return the stem of a verb's base form: "sign" for "signed", "take" for "taken"."""
    return stem(_past_forms().get(lower, lower))


@cache
def _past_forms() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in read_words("irregular_verbs.txt"):
        base, past, participle = row.split()
        for form in (past, participle):
            if form != base:
                table.setdefault(form, base)
    return {form: base for form, base in table.items() if base not in {"be", "do"}}
