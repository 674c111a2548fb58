"""The contrast kind `polarity`: one side says that it is so, the other that it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.facts import ForceKind, HedgeKind
from reportgen.facts.lexicon import bag, words_of
from reportgen.label.likeness import alike, is_alike, is_opposite, likeness, overlap, plain_opposites, share_a_figure
from reportgen.label.otherness import have_other_names, is_another
from reportgen.label.passages import shown, widen
from reportgen.label.stance import opposed
from reportgen.label.swap import CERTAINTY as SWAPPED
from reportgen.label.swap import find_swap, is_opposed
from reportgen.label.view import Candidate, Finding
from reportgen.model import ContrastKind
from reportgen.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.facts import Event, Negation
    from reportgen.label.view import Reading
    from reportgen.words import Word

MIN_SCOPE = 0.5
"""Share of what one side denies that the other side must say."""
MIN_LIGHT_SCOPE = 0.8
"""The same where the denied verb says little by itself ("did not take", "not put away")."""
MIN_PARTICIPANTS = 0.34
"""Share of the participants that a deed and its denial have in common."""
MIN_REST = 0.3
"""Share of the other words two statements with opposite words must have in common."""
MIN_HELD = 3
"""Words of a denial that the other side must have where it does not say the first of them."""
CLAIM_FACTOR = 0.6
"""What is left of a finding where the affirming side only reports a claim."""
SHOWN_AFTER = 3
"""Words shown after the ones that turn the claim."""
_NEAR = 4
"""Words between a denial and the word it turns."""
_TOO_LIGHT = frozenset(stem(word) for word in words_of("label_words.txt", "polarity: too light"))
MIN_LIKENESS = 0.28
"""Below this share of common words, two statements with a denial between them speak of two things."""
MIN_ASSURED = 0.12
"""The same for assurances: on the open reports, six in seven linked pairs above it contrast."""
MIN_EXCEPTION_LIKENESS = 0.35
"""The same where "all" on one side meets a denial on the other."""
MIN_DIRECTION_REST = 0.5
"""The same as `MIN_REST` for words of direction ("rose", "fell"), which every statistic has."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A passage that one side affirms and the other denies, or two passages that mean the opposite."""

    official: tuple[Reading, int, int]
    press: tuple[Reading, int, int]
    reason: str
    certainty: float


def find(candidate: Candidate) -> tuple[Finding, ...]:
    """Return where one side affirms what the other denies, the surest one.

    1. A deed that only one side denies, with the same participants.
    2. A denial whose words the other side says without denying them.
    3. Words of opposite meaning ("upheld", "dismissed") in statements that otherwise share their words.

    Denials that both sides make, in whatever words, cancel out.
    """
    shared = likeness(candidate)
    if shared < MIN_ASSURED or any(_is_a_claim_to_refute(reading) for reading in (*candidate.official, *candidate.press)):
        return ()
    turns = [
        turn
        for official in candidate.official
        for press in candidate.press
        if [word.lower for word in official.words] != [word.lower for word in press.words]
        for finder in (_denied_deed, _denied_words, _exceptions, _opposites, _exchanged, _assurance)
        if (turn := finder(candidate, official, press, shared))
    ]
    if not turns:
        return ()
    best = max(turns, key=lambda turn: turn.certainty)
    factor = (0.4 if is_another(candidate) else 1.0) * (0.75 if have_other_names(candidate) else 1.0)
    certainty = round(min(0.97, best.certainty * factor), 3)
    if certainty < 0.25:
        return ()
    official, press = best.official, best.press
    return (
        Finding(
            ContrastKind.POLARITY,
            best.reason,
            certainty,
            (official[0].mark(official[1], official[2]),),
            (press[0].mark(press[1], press[2]),),
        ),
    )


def _is_a_claim_to_refute(reading: Reading) -> bool:
    """Return whether a statement only names a claim that the text goes on to refute ("CLAIM: …", "Myth: …")."""
    return any(word.lower in _REFUTED for word in reading.words[:2])


_REFUTED = bag("claim falsehood myth rumor rumour false misconception")


def _reason(official: tuple[Reading, int, int], press: tuple[Reading, int, int]) -> str:
    one, other = shown(*official), shown(*press)
    return f"The statement says “{one}”, the report “{other}”."


# --- denied deeds --------------------------------------------------------------------------------------------------------


def _denied_deed(candidate: Candidate, official: Reading, press: Reading, shared: float) -> _Turn | None:
    best: _Turn | None = None
    if shared < MIN_LIKENESS:
        return None
    for one in official.facts.events:
        for other in press.facts.events:
            if one.is_negated == other.is_negated or not is_alike(one.stem, other.stem) or one.stem in _TOO_LIGHT:
                continue
            if any(_is_unreal(*side) for side in ((official, one), (press, other))):
                continue
            denied, denying, affirming = (one, official, press) if one.is_negated else (other, press, official)
            if _is_conceded(denying, denied.start, affirming) or _is_kept_from(
                affirming, (other if one.is_negated else one).start
            ):
                continue
            common = overlap(one.participants, other.participants, candidate.weights)
            if common < MIN_PARTICIPANTS or _is_denied_elsewhere(official if not one.is_negated else press, one, other):
                continue
            certainty = 0.3 + 0.3 * common + 0.4 * shared
            if best is None or certainty > best.certainty:
                best = _turn((official, one.start, one.end), (press, other.start, other.end), certainty)
    return best


def _is_unreal(reading: Reading, event: Event) -> bool:
    """Return whether a deed is only imagined ("would not have raised")."""
    words = reading.text[event.start : event.end].lower().split()
    return "have" in words and any(word in words for word in ("would", "could", "wouldn't", "couldn't"))


def _is_denied_elsewhere(affirming: Reading, one: Event, other: Event) -> bool:
    """Return whether the side that seems to affirm a deed denies it by another word ("failed to inform")."""
    affirmed = other if one.is_negated else one
    return any(negation.scope_start <= affirmed.start < negation.scope_end for negation in affirming.facts.negations)


def _turn(official: tuple[Reading, int, int], press: tuple[Reading, int, int], certainty: float) -> _Turn:
    sides = [(reading, *widen(reading, start, end, after=SHOWN_AFTER)) for reading, start, end in (official, press)]
    return _Turn(sides[0], sides[1], _reason(sides[0], sides[1]), certainty)


# --- denied words --------------------------------------------------------------------------------------------------------


def _denied_words(candidate: Candidate, official: Reading, press: Reading, shared: float) -> _Turn | None:
    best: _Turn | None = None
    if shared < MIN_LIKENESS:
        return None
    for denying, affirming, is_official in ((official, press, True), (press, official, False)):
        for negation in denying.facts.negations:
            idle = _is_supposed(denying, negation) or _is_conceded(denying, negation.start, affirming)
            idle = idle or (_is_a_bound(denying, negation) and share_a_figure(candidate))
            found = None if idle else _affirmed(candidate, denying, negation, affirming)
            if found is None:
                continue
            place, common = found
            certainty = (0.15 + 0.35 * common + 0.45 * shared) * (CLAIM_FACTOR if _is_claimed(affirming, place) else 1.0)
            denied = (denying, negation.start, _end_of_phrase(denying, negation))
            said = (affirming, place.start, place.end)
            if best is None or certainty > best.certainty:
                best = _turn(denied, said, certainty) if is_official else _turn(said, denied, certainty)
    return best


def _is_claimed(reading: Reading, word: Word) -> bool:
    """Return whether a word stands in what somebody is only said to claim."""
    return any(hedge.kind is HedgeKind.CLAIMED and hedge.end <= word.start for hedge in reading.facts.hedges)


def _is_supposed(reading: Reading, negation: Negation) -> bool:
    """Return whether a denial stands in a condition or in an imagined case ("if we don't see", "would not have raised")."""
    clause = reading.text[negation.scope_start : negation.start].lower().split()
    after = reading.text[negation.end : negation.scope_end + 20].lower().split()
    if _DEADLINES & set(after) or reading.text[:8].lower().startswith("until"):
        return True  # "not final until 10 June" denies nothing of what comes then
    return bool(_SUPPOSING & set(clause)) or any(_is_unreal(reading, event) for event in reading.facts.events)


_DEADLINES = frozenset({"until", "before", "yet"})
_SUPPOSING = bag("if unless until whether")


def _is_conceded(denying: Reading, start: int, affirming: Reading) -> bool:
    """Return whether a denial that begins at `start` is only conceded before what the other side affirms.

    So it is in "While no date was agreed, they adopted the rules".
    """
    comma = denying.text.find(",", start)
    if denying.words[0].lower not in _CONCEDING or comma < 0:
        return False
    content = [word for word in denying.words if word.is_content]
    conceded = frozenset(word.stem for word in content if start <= word.start < comma)
    main = frozenset(word.stem for word in content if word.start > comma)
    return len(alike(main, affirming.stems)) >= len(alike(conceded, affirming.stems))


_CONCEDING = bag("while although though whereas despite")


def _affirmed(candidate: Candidate, denying: Reading, negation: Negation, affirming: Reading) -> tuple[Word, float] | None:
    """Return the word of the affirming side that says what the other denies, with the share of the denial it says."""
    after = [word for word in denying.words if negation.end <= word.start < negation.scope_end and word.is_content]
    if not after:
        return None
    key = after[0]
    is_light = key.stem in _TOO_LIGHT and len(after) > 1
    if is_light:
        key = after[1]
    scope = frozenset(word.stem for word in after[:6])
    common = overlap(scope, affirming.stems, candidate.weights)
    held = alike(scope, affirming.stems)
    if common < (MIN_LIGHT_SCOPE if is_light else MIN_SCOPE) or len(held) < min(2, len(scope)) or key.text[0].isdigit():
        return None
    if any(_denies(rival, scope) for rival in affirming.facts.negations) or _opens_with_denial(affirming):
        return None
    if affirming.facts.negations and any(word.lower == "since" for word in denying.words if word.start > negation.end):
        return None
    keys = after[:3] if len(held) >= MIN_HELD else [key]
    said = [word for key in keys for word in affirming.words if _says(word, key)]
    if not said or _is_turned(affirming, said[0], scope) or _is_imagined(affirming, said[0]) or _is_denied(affirming, said[0]):
        return None
    if any(_is_kept_from(affirming, word.start) for word in affirming.words if alike(frozenset({word.stem}), scope)):
        return None
    return said[0], common


def _is_imagined(reading: Reading, word: Word) -> bool:
    """Return whether a word belongs to a deed that is only imagined ("rules that would have made landlords insulate")."""
    return any(
        _is_unreal(reading, event) and event.start <= word.start <= event.end + _IMAGINED for event in reading.facts.events
    )


_IMAGINED = 40
"""Characters after an imagined deed that still tell of it."""


def _is_denied(reading: Reading, word: Word) -> bool:
    """Return whether a denial stands before a word in its clause, however far its scope is taken to reach."""
    start = word.start - len(_clause_before(reading, word.start))
    return any(start <= negation.start < word.start for negation in reading.facts.negations)


def _is_kept_from(reading: Reading, start: int) -> bool:
    """Return whether somebody keeps what begins at `start` from coming true ("keep it from bursting")."""
    words = _clause_before(reading, start).lower().split()
    return words[-1:] == ["from"] and any(word in _AVERTING for word in words[-5:])


def _clause_before(reading: Reading, start: int) -> str:
    return re.split(r"[,;:.]", reading.text[:start])[-1]


_AVERTING = bag(
    "keep keeps keeping kept prevent prevents preventing prevented stop stops stopping stopped save saves saving saved"
)


def _is_a_bound(reading: Reading, negation: Negation) -> bool:
    """Return whether a denial only sets an upper or lower end ("no patient will pay more than $35")."""
    return bool(_BOUNDS & {word.lower for word in reading.words if negation.end <= word.start < negation.scope_end + BOUND_REACH})


_BOUNDS = bag("than over above exceed exceeds exceeding below under")
BOUND_REACH = 40
"""Characters after a denial's words in which its bound may stand."""


def _says(word: Word, key: Word) -> bool:
    """Return whether a word says what a denied one does; a name that contains it ("the Impoundment Control Act") does not."""
    if any(one.text[0].isupper() and one.start > 0 for one in (word, key)) or key.text[0].isdigit():
        return False
    return word.is_content and key.stem not in _TOO_LIGHT and is_alike(word.stem, key.stem)


def _denies(rival: Negation, scope: frozenset[str]) -> bool:
    return bool(alike(scope, rival.scope))


def _opens_with_denial(reading: Reading) -> bool:
    return any(word.lower in _SOFT_DENIALS for word in reading.words)


_SOFT_DENIALS = words_of("label_words.txt", "polarity: soft denials")


def _is_turned(reading: Reading, word: Word, scope: frozenset[str]) -> bool:
    """Return whether a word near the affirmed one means the opposite of something denied, so that both say the same."""
    near = [other for other in reading.words if abs(other.start - word.start) < 60 and other.is_content]
    return any(is_opposite(other.stem, denied) for other in near for denied in scope)


def _end_of_phrase(reading: Reading, negation: Negation) -> int:
    """Return where the denial ends with the word it turns."""
    after = [word for word in reading.words if negation.end <= word.start < negation.scope_end]
    for number, word in enumerate(after[:_NEAR]):
        if word.is_content and (word.stem not in _TOO_LIGHT or number == len(after) - 1):
            return word.end
    return after[0].end if after else negation.end


# --- exceptions ----------------------------------------------------------------------------------------------------------


def _exceptions(candidate: Candidate, official: Reading, press: Reading, shared: float) -> _Turn | None:
    """Return a denial for some of what the official side says of all ("all … implemented", "more than half … have not")."""
    if shared < MIN_EXCEPTION_LIKENESS:
        return None
    wholes = [
        force
        for force in official.facts.forces
        if force.kind is ForceKind.WHOLE and overlap(force.scope, press.stems, candidate.weights) > MIN_PARTICIPANTS
    ]
    denials = [
        negation for negation in press.facts.negations if overlap(negation.scope, official.stems, candidate.weights) > MIN_SCOPE
    ]
    if not wholes or not denials or official.facts.negations:
        return None
    whole, denial = wholes[0], denials[0]
    return _turn((official, whole.start, whole.end), (press, denial.start, _end_of_phrase(press, denial)), 0.15 + 0.7 * shared)


# --- opposite words ------------------------------------------------------------------------------------------------------


def _opposites(candidate: Candidate, official: Reading, press: Reading, shared: float) -> _Turn | None:
    best: _Turn | None = None
    if shared < MIN_LIKENESS:
        return None
    for one in official.words:
        if not one.is_content or one.stem not in plain_opposites():
            continue
        for other in press.words:
            if other.stem not in plain_opposites()[one.stem] or _is_negated(official, one) != _is_negated(press, other):
                continue
            if alike(frozenset({other.stem}), official.stems) or alike(frozenset({one.stem}), press.stems):
                continue
            if any(_is_until(*side) or _is_autumn(*side) for side in ((official, one), (press, other))):
                continue
            rest = overlap(official.stems - {one.stem}, press.stems - {other.stem}, candidate.weights)
            if rest < (MIN_DIRECTION_REST if one.stem in _DIRECTIONS or other.stem in _DIRECTIONS else MIN_REST):
                continue
            certainty = 0.2 + 0.45 * rest + 0.25 * shared
            if best is None or certainty > best.certainty:
                best = _turn((official, one.start, one.end), (press, other.start, other.end), certainty)
    return best


def _is_autumn(reading: Reading, word: Word) -> bool:
    """Return whether "fall" is the season ("85 cents more this fall")."""
    before = reading.text[: word.start].lower().split()[-1:]
    return word.lower == "fall" and bool(before) and before[0] in {"this", "next", "last", "every", "each", "early", "late"}


def _is_until(reading: Reading, word: Word) -> bool:
    """Return whether a word tells of a state that something ends ("has frozen the money until the reform is passed")."""
    return any(other.lower in {"until", "till"} for other in reading.words if other.start > word.end)


def _exchanged(candidate: Candidate, official: Reading, press: Reading, _shared: float) -> _Turn | None:
    """Return two words of opposite meaning that are all in which the sides differ."""
    swap = find_swap(candidate)
    if swap is None or not is_opposed(swap):
        return None
    sides = (official, swap.official[0].start, swap.official[-1].end), (press, swap.press[0].start, swap.press[-1].end)
    return _turn(*sides, SWAPPED)


def _assurance(_candidate: Candidate, official: Reading, press: Reading, shared: float) -> _Turn | None:
    """Return an assurance the report answers with harm, or a claim of law it answers with a breach."""
    stand = opposed(official, press, frozenset({"assurance", "lawful"}))
    return _turn((official, *stand.official), (press, *stand.press), 0.3 + 0.5 * shared) if stand else None


_DIRECTIONS = frozenset(stem(word) for word in words_of("label_words.txt", "polarity: directions"))


def _is_negated(reading: Reading, word: Word) -> bool:
    return any(negation.start <= word.start < negation.scope_end for negation in _closest(reading.facts.negations, word))


def _closest(negations: Iterable[Negation], word: Word) -> list[Negation]:
    return [negation for negation in negations if 0 <= word.start - negation.end < 30]
