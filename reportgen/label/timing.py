"""The contrast kind `timing`: other dates, other durations, done against still to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.facts import DateFact, DateGrain, Event, EventStatus
from reportgen.facts.lexicon import words_of
from reportgen.label.identity import find_phrases
from reportgen.label.lengths import differing_lengths, length_certainty, tells_amounts
from reportgen.label.likeness import alike, is_alike, likeness, overlap
from reportgen.label.otherness import brings_strangers, have_other_names, is_another, is_earlier_state
from reportgen.label.passages import shown, widen
from reportgen.label.view import Candidate, Finding
from reportgen.model import ContrastKind
from reportgen.words import stem

if TYPE_CHECKING:
    from datetime import date

    from reportgen.label.view import Reading

DONE = frozenset({EventStatus.DONE})
AHEAD = frozenset({EventStatus.PLANNED, EventStatus.EXPECTED, EventStatus.PROPOSED, EventStatus.DELAYED, EventStatus.CONDITIONAL})
MIN_PARTICIPANTS = 0.3
"""Share of the participants that two mentions of one event have in common."""
SHOWN_AFTER = 3
"""Words shown after the verb."""
DATELINE_REACH = 60
"""Characters from a statement's beginning in which a dateline's date stands, and after it its dash."""
_SAYING = words_of("fact_words.txt", "written: saying") | {"ruled", "warned", "added"}
_DATELINE_END = re.compile(r"(?: ?\([^()]{2,40}\))? ?(?:--|[–—-]) ")
_DECADE = re.compile(r"\b(?:18|19|20)\d0s\b")
DECADE_REACH = 60
"""Characters after a deed in which its decade stands."""
STRANGER_FACTOR = 0.35
"""What is left of a finding where somebody whom the official text never names does the press side's deed."""
NAMED_DEED = 0.6
"""How much it counts that a noun names the deed ("was launched", "the launch has been put off")."""
MIN_SHARED_PARTICIPANTS = 0.6
"""The same where the verbs differ."""
MIN_OBJECTS = 2
"""Words two mentions of one deed have in common after the verb before it is taken for granted that they are one."""
MIN_LIKENESS = 0.3
"""Below this share of common words two statements may date two events."""
MIN_BOND = 0.3
"""How far the events two dates belong to must be one."""
MIN_DATED = 0.2
"""The same where each side has one date left: a date that moves is often all the two have in common with their subject."""


_NO_DEEDS = frozenset(stem(verb) for label in ("minds", "states") for verb in words_of("label_words.txt", f"timing: {label}"))
"""Verbs of the mind and of states, whose tense follows the verb of saying ("he hoped they understood", "said the fee
applied"), and verbs too light to be a deed."""


@dataclass(frozen=True, slots=True)
class _Clash:
    """Two passages that place one event in time differently."""

    official: tuple[Reading, int, int]
    press: tuple[Reading, int, int]
    text: str
    certainty: float
    is_plain: bool = False
    """True where one deed is told of the same objects."""


def find(candidate: Candidate) -> tuple[Finding, ...]:
    """Return where the two sides place the same event differently in time, the surest first, at most two.

    1. Status: the same deed is done on one side and still to come on the other.
    2. Dates of the same event that have no day in common.
    3. Durations of the same thing.
    4. Words of speed and permanence ("at once", "temporary") against their opposites.
    """
    shared = likeness(candidate)
    clashes = [
        clash
        for official in candidate.official
        for press in candidate.press
        if [word.lower for word in official.words] != [word.lower for word in press.words]
        for finder in (_statuses, _still_ahead, _dates, _lengths, _words)
        if (clash := finder(candidate, official, press, shared))
    ]
    factor = (0.4 if is_another(candidate) or is_earlier_state(candidate) else 1.0) * (
        0.75 if have_other_names(candidate) else 1.0
    )
    findings = [_finding(clash, factor) for clash in clashes]
    return tuple(sorted((f for f in findings if f.certainty >= 0.25), key=lambda finding: -finding.certainty))[:2]


def _finding(clash: _Clash, factor: float) -> Finding:
    official, start, end = clash.official
    press, press_start, press_end = clash.press
    return Finding(
        ContrastKind.TIMING,
        clash.text,
        round(min(0.97, clash.certainty * factor), 3),
        (official.mark(start, end),),
        (press.mark(press_start, press_end),),
        is_plain=clash.is_plain,
    )


# --- status --------------------------------------------------------------------------------------------------------------


def _statuses(candidate: Candidate, official: Reading, press: Reading, shared: float) -> _Clash | None:
    best: _Clash | None = None
    for one in official.facts.events:
        for other in press.facts.events:
            if not _is_one_deed(one, other) or one.stem in _NO_DEEDS or not _differ_in_status(official, one, press, other):
                continue
            common = _common(candidate, one, other)
            if common < MIN_PARTICIPANTS:
                continue
            if _is_happened_as_told(candidate, one, other) or _is_history(candidate, one, (press, other)):
                continue
            certainty = (0.35 + 0.3 * common + 0.45 * shared) * (1.0 if one.stem == other.stem else 0.85)
            certainty *= _status_weight(one, other) * _stranger_factor(candidate, other)
            if best is None or certainty > best.certainty:
                best = _status_clash(candidate, (official, one), (press, other), certainty)
    return best


def _still_ahead(candidate: Candidate, official: Reading, press: Reading, shared: float) -> _Clash | None:
    """Return a deed told as done that the other side tells as still to come in other words ("graduated", "are due to finish")."""
    if shared < MIN_LIKENESS or any(event.status in AHEAD for event in official.facts.events):
        return None
    done = [
        event for event in official.facts.events if event.status in DONE and not event.is_negated and event.stem not in _PLANNING
    ]
    ahead = [event for event in press.facts.events if _is_plainly_ahead(press, event)]
    if not done or not ahead or any(event.status in DONE for event in press.facts.events):
        return None
    pairs = [(overlap(one.participants, other.participants, candidate.weights), one, other) for one in done for other in ahead]
    common, one, other = max(pairs, key=lambda pair: (pair[0], -pair[1].start, -pair[2].start))
    if common < MIN_SHARED_PARTICIPANTS or _is_happened_as_told(candidate, one, other):
        return None
    return _status_clash(candidate, (official, one), (press, other), 0.1 + 0.3 * common + 0.4 * shared)


def _common(candidate: Candidate, one: Event, other: Event) -> float:
    """Return how far two mentions of one deed share their participants; a noun that names the deed counts as one."""
    if _is_named_by_noun(one, other):
        return NAMED_DEED
    return overlap(one.participants, other.participants, candidate.weights)


def _stranger_factor(candidate: Candidate, press: Event) -> float:
    return STRANGER_FACTOR if brings_strangers(candidate, press.before) else 1.0


def _is_named_by_noun(one: Event, other: Event) -> bool:
    pairs = ((one, other), (other, one))
    return any(late.status is EventStatus.DELAYED and alike(frozenset({deed.stem}), late.before) for deed, late in pairs)


def _is_plainly_ahead(press: Reading, event: Event) -> bool:
    """Return whether an event is said to be still to come, not only that it follows ("will receive")."""
    words = press.text[event.start : event.end].lower()
    return event.status is EventStatus.DELAYED or (event.status in AHEAD and any(lead in words for lead in _PLAIN_LEADS))


_PLANNING = frozenset(stem(verb) for verb in ("plan", "schedule", "expect", "intend", "propose", "aim"))
"""Deeds that place another one ahead: what "is planned for spring" is not done."""
_PLAIN_LEADS = (
    "due to",
    "set to",
    "scheduled to",
    "yet to",
    "plans to",
    "planned to",
    "expected to",
    "likely to",
    "hope to",
    "hopes to",
)


def _is_one_deed(one: Event, other: Event) -> bool:
    """Return whether two events are one deed, also where one text names it by a noun ("the launch has been put off")."""
    return one.stem == other.stem or is_alike(one.stem, other.stem) or _is_named_by_noun(one, other)


def _differ_in_status(official: Reading, one: Event, press: Reading, other: Event) -> bool:
    if one.is_negated != other.is_negated:
        (negated, reading), affirmed = ((one, official), other) if one.is_negated else ((other, press), one)
        return affirmed.status in DONE and _is_barred_until(reading, negated)
    if one.is_negated:
        return False
    pair = {one.status, other.status}
    return bool(pair & DONE and pair & AHEAD) or (
        EventStatus.ONGOING in pair and bool(pair & {EventStatus.DELAYED, EventStatus.PLANNED})
    )


def _is_barred_until(reading: Reading, event: Event) -> bool:
    """Return whether a denied deed is only denied for a time to come ("cannot begin before March")."""
    words = reading.text[event.start : event.end].lower().split()
    after = reading.text[event.end : event.end + 60].lower().split()
    return not {"did", "didn't", "had", "was", "were"} & set(words) and bool({"before", "until"} & set(after))


def _status_weight(one: Event, other: Event) -> float:
    """Return less for words that only sound like plans ("would", "could"): they tell what a law does, not when."""
    pair = {one.status, other.status}
    if EventStatus.ONGOING in pair:
        return 0.3  # "is extending" and "will extend" are mostly one announcement in two tenses
    if pair & {EventStatus.PLANNED, EventStatus.DELAYED}:
        return 1.0
    return 0.85 if EventStatus.EXPECTED in pair else 0.6


def _is_happened_as_told(candidate: Candidate, one: Event, other: Event) -> bool:
    """Return whether the later text tells that what the earlier one announced has come about."""
    first, second = candidate.official_document.written, candidate.press_document.written
    if first is None or second is None or first >= second:
        return False
    return one.status in AHEAD and other.status in DONE


def _is_history(candidate: Candidate, one: Event, press: tuple[Reading, Event]) -> bool:
    """Return whether a deed that the official side announces was done at another time before ("stopped in the mid-1990s")."""
    written = candidate.official_document.written
    reading, other = press
    if one.status not in AHEAD or other.status not in DONE:
        return False
    if _DECADE.search(reading.text, other.end, other.end + DECADE_REACH):
        return True
    years = [fact.last.year for fact in reading.facts.dates if fact.last and _event_of(reading, fact) == other]
    return written is not None and any(year < written.year - 1 for year in years)


def _status_clash(
    candidate: Candidate, official: tuple[Reading, Event], press: tuple[Reading, Event], certainty: float
) -> _Clash:
    sides = [(reading, *widen(reading, event.start, event.end, after=SHOWN_AFTER)) for reading, event in (official, press)]
    text = _status_reason(candidate, shown(*sides[0]), shown(*sides[1]))
    return _Clash(sides[0], sides[1], text, certainty, _have_one_object(official[1], press[1]))


def _have_one_object(one: Event, other: Event) -> bool:
    """Return whether a deed is done to the same things in both ("signed" and "will sign a bilateral security agreement")."""
    fewer = min(len(one.after), len(other.after))
    return one.stem == other.stem and len(one.after & other.after) >= max(MIN_OBJECTS, fewer / 2)


def _status_reason(candidate: Candidate, official: str, press: str) -> str:
    first, second = candidate.official_document.written, candidate.press_document.written
    return f"The statement says “{official}”; the report{_lead(first, second)} says “{press}”."


def _lead(official: date | None, press: date | None) -> str:
    """Return how much earlier or later the report was written, set off by commas; empty where it is not known."""
    if official is None or press is None or official == press:
        return ""
    days = abs((official - press).days)
    much = {1: "a day", 7: "a week"}.get(days, f"{days} days")
    return f", written {much} {'earlier' if press < official else 'later'},"


# --- dates ---------------------------------------------------------------------------------------------------------------


def _dates(candidate: Candidate, official: Reading, press: Reading, shared: float) -> _Clash | None:
    if shared < MIN_DATED:
        return None
    ours, theirs = _dated(official), _dated(press)
    ones = [fact for fact in ours if not any(_agree(fact, other) is True for other in theirs)]
    others = [fact for fact in theirs if not any(_agree(one, fact) is True for one in ours)]
    best: _Clash | None = None
    for one in ones:
        for other in others:
            if _agree(one, other) is None or not _is_rival(one, other):
                continue
            bond = _event_bond(candidate, (official, one), (press, other), shared)
            if bond < MIN_BOND or _is_denied_since(official, one) or _is_denied_since(press, other):
                continue
            certainty = 0.15 + 0.4 * bond + 0.45 * shared
            if not _is_dated_alike(candidate, (official, one), (press, other)):
                certainty *= 0.45
            if len(ones) > 1 or len(others) > 1:
                certainty *= 0.85
            doing = _event_of(press, other)
            certainty *= _stranger_factor(candidate, doing) if doing else 1.0
            if best is None or certainty > best.certainty:
                text = _plain_reason(official.text[one.start : one.end], press.text[other.start : other.end])
                best = _Clash((official, one.start, one.end), (press, other.start, other.end), text, certainty)
    return best


def _dated(reading: Reading) -> list[DateFact]:
    """Return the dates of a statement without the one of its dateline ("ROME, June 12 (Reuters) - …")."""
    return [
        fact
        for fact in reading.facts.dates
        if (fact.start > DATELINE_REACH or not _DATELINE_END.match(reading.text[fact.end : fact.end + DATELINE_REACH]))
        and not _is_day_of_saying(reading, fact)
    ]


def _is_day_of_saying(reading: Reading, fact: DateFact) -> bool:
    """Return whether a date tells when something was said ("the firm said on Wednesday")."""
    before = [word.lower for word in reading.words if word.end <= fact.start][-4:]
    return any(lower in _SAYING for lower in before)


def _agree(one: DateFact, other: DateFact) -> bool | None:
    """Return whether two dates may mean the same days; None where that cannot be told."""
    if one.first and one.last and other.first and other.last:
        meet = one.first <= other.last and other.first <= one.last
        return meet or (one.role in {"by", "before"} and other.last <= one.last)
    if one.weekday is not None and other.weekday is not None:
        return one.weekday == other.weekday
    if one.month and other.month and DateGrain.SEASON not in {one.grain, other.grain}:
        return one.month == other.month and (one.day is None or other.day is None or one.day == other.day)
    return None


def _is_rival(one: DateFact, other: DateFact) -> bool:
    """Return whether two dates say of one event when it is, not "since" against "until"."""
    starts, ends = {"from", "since", "after"}, {"until", "by", "before"}
    if (one.role in starts and other.role in ends) or (one.role in ends and other.role in starts):
        return False
    if one.role == "of" or other.role == "of":
        return False
    return not (one.grain is DateGrain.YEAR and other.grain is DateGrain.DAY and one.role == "")


def _is_denied_since(reading: Reading, fact: DateFact) -> bool:
    """Return whether a date only bounds a denial ("no case since 5 October"), so that nothing happened on it."""
    return fact.role == "since" and any(negation.start < fact.start for negation in reading.facts.negations)


def _event_bond(
    candidate: Candidate, official: tuple[Reading, DateFact], press: tuple[Reading, DateFact], shared: float
) -> float:
    """Return how far the events the two dates belong to are one: their verbs and what stands around them."""
    first, second = _event_of(*official), _event_of(*press)
    if first is None or second is None:
        return shared
    common = overlap(first.participants, second.participants, candidate.weights)
    if EventStatus.DELAYED in {first.status, second.status}:
        common = max(common, shared) + 0.2
    return min(1.0, max(0.5 * _is_one_deed(first, second) + 0.6 * common, shared))


def _is_dated_alike(candidate: Candidate, official: tuple[Reading, DateFact], press: tuple[Reading, DateFact]) -> bool:
    """Return whether two dates belong to one deed, or to deeds that share most of their participants."""
    first, second = _event_of(*official), _event_of(*press)
    if first is None or second is None:
        return False
    if EventStatus.DELAYED in {first.status, second.status} or _is_one_deed(first, second):
        return True
    return overlap(first.participants, second.participants, candidate.weights) >= MIN_SHARED_PARTICIPANTS


def _event_of(reading: Reading, fact: DateFact) -> Event | None:
    """Return the event a date belongs to: the last verb before it, else the next one after it."""
    before = [event for event in reading.facts.events if event.end <= fact.start]
    after = [event for event in reading.facts.events if event.start >= fact.end]
    return before[-1] if before else after[0] if after else None


def _plain_reason(official: str, press: str) -> str:
    return f"The statement says {official}, the report {press}."


# --- lengths -------------------------------------------------------------------------------------------------------------


def _lengths(_candidate: Candidate, official: Reading, press: Reading, shared: float) -> _Clash | None:
    rivals = differing_lengths(official, press) if shared >= MIN_LIKENESS else None
    if rivals is None or tells_amounts(official) or tells_amounts(press):
        return None
    one, other = rivals
    text = _plain_reason(official.text[one.start : one.end], press.text[other.start : other.end])
    return _Clash((official, one.start, one.end), (press, other.start, other.end), text, length_certainty(one, other, shared))


# --- words ---------------------------------------------------------------------------------------------------------------

_OPPOSED = {
    ("at once", "late"), ("at once", "not yet"), ("for good", "for a time"), ("for good", "lasts"),
    ("already", "not yet"), ("ended", "goes on"),
}  # fmt: skip


def _words(_candidate: Candidate, official: Reading, press: Reading, shared: float) -> _Clash | None:
    if shared < MIN_LIKENESS:
        return None
    best: _Clash | None = None
    for label, start, end in _labelled(official):
        for press_label, press_start, press_end in _labelled(press):
            if (label, press_label) not in _OPPOSED and (press_label, label) not in _OPPOSED:
                continue
            certainty = 0.25 + 0.75 * shared
            if "already" in {label, press_label}:
                certainty *= 0.8
            if best is None or certainty > best.certainty:
                text = f"The statement says “{official.text[start:end]}”, the report “{press.text[press_start:press_end]}”."
                best = _Clash((official, start, end), (press, press_start, press_end), text, certainty)
    return best


def _labelled(reading: Reading) -> list[tuple[str, int, int]]:
    found = [(hit.label, hit.start, hit.end) for hit in find_phrases(reading, "timing_phrases.txt")]
    return found + [("lasts", fact.start, fact.end) for fact in reading.facts.durations if not fact.is_age and fact.low > 1]
