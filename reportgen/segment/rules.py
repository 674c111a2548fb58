"""Rules that say whether a candidate ends a sentence: a table, of which the first with an opinion decides.

A rule returns True to end the sentence, False to go on with it, None to leave it to the next.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.segment.abbreviations import Class, classify
from reportgen.segment.candidates import OPENERS, QUOTES, REACH, Candidate
from reportgen.segment.punkt import punkt_ends_sentence, starters
from reportgen.wordlists import read_classes

if TYPE_CHECKING:
    from collections.abc import Callable

DASHES = "-–—"
TIMES = frozenset({"a.m", "p.m"})
MANY_WORDS = 5
"""Words up to a month that are more than its preposition: "In Dec. Obama signed" goes on."""
NO_SAINTS = frozenset({"He", "She", "It", "They", "We", "I", "You", "The", "His", "Her", "Their", "But"})

_NOTHING_BUT_A_MARKER = re.compile(
    r"\W*(?:(?:sec|section|art|article|rule|title|chapter|part|fig|figure|table|exhibit|annex|appendix|step|§+)\.?\s*)?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlIVXL]{1,5})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[#§]|\d|[IVXLC]+\b|[A-Z]\b|[A-Z]?-?\d")
_TIME_ADVERB = re.compile(
    r"\W*(?:at|by|around|about|before|after|until|from|since|shortly|just|on)\b(?:\s+[^\s,]+){0,5}", re.IGNORECASE
)
_AFTER_TIME = re.compile(
    r"(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|Eastern|Pacific|Central|Mountain|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\b"
)
_LOCAL_TIME = re.compile(r"(?:[A-Z][\w'’-]*\s){1,2}time\b")
_IN_MONTH = re.compile(
    r"\b(?:in|of|by|until|till|since|from|to|through|before|after|last|this|next|late|early|mid)[\s-]\S+\Z", re.IGNORECASE
)
_SIGNATURE = re.compile(r"[-–—]{1,2}\s?[A-Z][^.!?\"“”]{2,80}\Z")
_NAME_ALONE = re.compile(r"[–—]\s?[A-Z][\w.'’-]{0,40}(?:\s(?:[A-Z][\w.'’-]{0,40}|of|the|de|von|van|bin|al)){1,4}\Z")
_SOURCE = re.compile(r"\([^()]{1,60}\)[.,;]")
_TITLE_YEAR = re.compile(r"\((?:[^()]{1,40},\s)?(?:1[5-9]|20)\d\d\)")
_COMPANY = re.compile(r"(?:Inc|Corp|Ltd|LLC)\b|Co\.")
_VISIBLE = re.compile(r"\S")
_LABEL = re.compile(r"\d{1,2}|[A-Za-z]|[ivx]{2,5}")
_GLUED_WORD = re.compile(r"[A-Z]?[a-z’'-]*[a-z]{2}")
_GLUED_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*|\d{4}")
_GLUED_NEXT = re.compile(r"[A-Z][a-z’']*[.,]?")
_UNTIDY = re.compile(r"\A[^\w\s]*[a-z][a-z’']*\s|(?<=\s)i(?=[\s’'])")
DOMAINS = frozenset({"com", "org", "net", "gov", "edu", "io", "co", "uk", "eu", "us", "ru", "de", "info", "tv", "ai", "js", "py"})


def ends_sentence(candidate: Candidate, start: int, bracket: tuple[int, int] | None) -> bool:
    """Return whether the sentence that began at `start` ends at `candidate`, which stands inside `bracket` or in none."""
    case = Case(candidate, start, bracket)
    return next(verdict for rule in RULES if (verdict := rule(case)) is not None)


class Case:
    """A candidate with the sentence it would end."""

    def __init__(self, candidate: Candidate, start: int, bracket: tuple[int, int] | None) -> None:
        self.candidate = candidate
        self.start = start
        self.bracket = bracket
        self.next = candidate.next_character
        self.following = candidate.following
        first = self.following[:1]
        self.next_is_lower = first.islower()
        self.next_is_upper = first.isupper()
        self.word = candidate.word[-max(1, candidate.marks_start - start) :]
        """The word before the marks, without what a sentence pasted to this one ends with."""
        self.abbreviation = classify(self.word) if candidate.marks == "." else None

    @property
    def sentence(self) -> str:
        """The sentence up to the marks, or its first 80 characters."""
        return self.candidate.text[self.start : min(self.candidate.marks_start, self.start + 80)].strip()

    @property
    def is_untidy(self) -> bool:
        """True where the block begins small or writes "i": no capital can be expected of its sentences."""
        return _UNTIDY.search(self.candidate.text[:400]) is not None

    @property
    def closes_quote(self) -> bool:
        """True where a quotation ends at the candidate."""
        return any(mark in self.candidate.closers for mark in QUOTES)

    @property
    def is_ellipsis(self) -> bool:
        """True for "…", ".." and longer."""
        return "…" in self.candidate.marks or ".." in self.candidate.marks


def _glued(case: Case) -> bool | None:
    """End without white space only between a plain word and a capitalised one: "here.Today", not "U.S.A."."""
    if not case.candidate.is_glued:
        return None
    if case.candidate.marks[0] in "。．！？":
        return True
    if case.is_ellipsis:
        return _ellipsis(case)
    is_number = _GLUED_NUMBER.fullmatch(case.word) is not None and case.following.lower() in starters()
    return (
        case.candidate.marks in {".", "?", "!"}
        and (is_number or _GLUED_WORD.fullmatch(case.word) is not None)
        and case.abbreviation is None
        and _GLUED_NEXT.fullmatch(case.following) is not None
        and case.following.lower().rstrip(".,") not in DOMAINS
    )


def _inside_brackets(case: Case) -> bool | None:
    """Go on behind an aside inside a sentence: "science (He was an engineer.) at the university"."""
    if case.bracket is None:
        return None
    opening, closing = case.bracket
    begins_inside = case.candidate.text[case.start : opening].strip(OPENERS + " ") != ""
    if not begins_inside:
        return None
    if case.candidate.end < closing or case.abbreviation is not None or case.next_is_lower:
        return False
    return None


def _goes_on(case: Case) -> bool | None:
    """Go on where a comma, a semicolon or a closing mark follows."""
    return False if case.next in {",", ";", ":", ")", "]", "}", "&", "/", "+", "="} else None


def _attribution(case: Case) -> bool | None:
    """Go on with who said it: "We will." Smith said, "We will." - Anna Smith; a name alone also without quotation marks."""
    text, start = case.candidate.text, case.candidate.next
    if not case.closes_quote:
        return False if _NAME_ALONE.match(text, start) else None
    return False if _said().match(text[start : start + 120]) or _SIGNATURE.match(text, start) else None


def _citation(case: Case) -> bool | None:
    """Go on from a quotation to its source: "the laws appear." (Smith 55)."""
    return False if case.closes_quote and _SOURCE.match(case.candidate.text, case.candidate.next) else None


def _exclamation(case: Case) -> bool | None:
    """End at question and exclamation marks, unless they belong to a name or a small letter shows that the sentence goes on."""
    if not any(mark in case.candidate.marks for mark in "?!。．！？"):
        return None
    text, start = case.candidate.text, case.candidate.next
    if _TITLE_YEAR.match(text, start) or (case.candidate.marks == "!" and _COMPANY.match(text, start)):
        return False
    if case.next_is_lower:
        return not case.candidate.closers and (case.is_untidy or case.candidate.marks.startswith("?"))
    return True


def _ellipsis(case: Case) -> bool | None:
    """End at dots where a capital follows; "I" is one everywhere, and dots before all words begin a sentence."""
    if not case.is_ellipsis:
        return None
    text, position = case.candidate.text, case.candidate.marks_start
    first = _VISIBLE.search(text, case.start)
    if first and first.start() == position and (case.start == 0 or text[position + 1] == " "):
        return False
    return case.next_is_upper and case.following not in {"I", "I'm", "I’m", "I've", "I’ve", "I'll", "I’ll", "I'd", "I’d"}


def _marker(case: Case) -> bool | None:
    """Go on behind a number or letter that counts the sentence: "2. The second", "Sec. 2. Policy", "2.) The second"."""
    is_label = case.candidate.closers == ")" and case.bracket is None and _LABEL.fullmatch(case.word)
    return False if is_label or _NOTHING_BUT_A_MARKER.fullmatch(case.sentence) else None


def _small_letter(case: Case) -> bool | None:
    """Go on with a small letter, unless a plain word stands before the full stop: untidy writers skip the capital."""
    if not case.next_is_lower:
        return None
    word = case.word
    is_plain = case.abbreviation is None and not case.closes_quote and word.isalpha()
    return is_plain and (case.is_untidy or (len(word) > 3 and word.islower()))


def _plain_word(case: Case) -> bool | None:
    """End at a full stop behind what is no abbreviation."""
    return True if case.abbreviation is None else None


def _dash(case: Case) -> bool | None:
    """Go on from an abbreviation to a dash: "MOSCOW, Ind. - The governor said"."""
    if case.next and case.next in DASHES:
        return False
    return None


def _title(case: Case) -> bool | None:
    """Go on from a title to the name, and from "v." and "e.g." to the next word; "St. She" is a street, not a saint."""
    if case.word == "St" and case.following in NO_SAINTS:
        return True
    return False if case.abbreviation in {Class.TITLE, Class.INNER} else None


def _reference(case: Case) -> bool | None:
    """Go on from "No." and "Sec." to a number; without one "No." is an answer."""
    if case.abbreviation is not Class.REFERENCE:
        return None
    if _NUMBERED.match(case.candidate.text, case.candidate.next):
        return False
    return True if case.word.lower() == "no" else None


def _initial(case: Case) -> bool | None:
    """Go on from a letter to a number: "92 F. 510", "S. 10th Street"."""
    return False if case.abbreviation is Class.INITIAL and case.following[:1].isdigit() else None


def _month(case: Case) -> bool | None:
    """Go on from a month to a day or a year; end where it closes what was said: "sales fell in Dec. Analysts"."""
    if case.abbreviation is not Class.MONTH:
        return None
    if case.next.isdigit():
        return False
    before = case.candidate.text[max(case.start, case.candidate.marks_start - REACH) : case.candidate.marks_start]
    closes = case.next_is_upper and _IN_MONTH.search(before) and len(before.split()) >= MANY_WORDS
    return True if closes else None


def _time_of_day(case: Case) -> bool | None:
    """End at a time before a capital, but not in "at 5 p.m. Tuesday" and "At 5 p.m. Mr. Smith went"."""
    if case.word.lower() not in TIMES or not case.next_is_upper:
        return None
    if _LOCAL_TIME.match(case.candidate.text, case.candidate.next):
        return False
    return not (_AFTER_TIME.match(case.following) or _TIME_ADVERB.fullmatch(case.sentence.removesuffix(case.word).strip()))


def _et_cetera(case: Case) -> bool | None:
    """End at "etc." before a capital."""
    return True if case.word.lower() == "etc" and case.next_is_upper else None


def _punkt(case: Case) -> bool:
    """Leave to Punkt what the next word tells about an abbreviation or an initial."""
    return bool(case.following) and punkt_ends_sentence(case.word, case.following)


RULES: tuple[Callable[[Case], bool | None], ...] = (
    _glued,
    _goes_on,
    _inside_brackets,
    _attribution,
    _citation,
    _exclamation,
    _ellipsis,
    _marker,
    _small_letter,
    _plain_word,
    _dash,
    _title,
    _reference,
    _initial,
    _month,
    _time_of_day,
    _et_cetera,
    _punkt,
)


@cache
def _said() -> re.Pattern[str]:
    classes = read_classes("speech_verbs.txt")
    verbs = "|".join(map(re.escape, classes["said"] + classes["stated"]))
    return re.compile(
        rf"(?:[^\s.,;:!?\"“”]+\s+){{1,6}}(?:{verbs})(?=\s*[.,;]|\s*\Z)"
        rf"|(?:[A-Z][^\s.,;:!?\"“”]*\s+){{1,5}}(?:{verbs})(?=\s+(?:in|on|at|to|during|last|of|by|as|after|before|when|while|with)\b)"
    )
