"""Does a candidate end a sentence? A table of rules, the first with an opinion decides."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportgen.segment.abbreviations import Class, classify
from reportgen.segment.candidates import OPENERS, QUOTES, Candidate
from reportgen.segment.punkt import punkt_ends_sentence, starters
from reportgen.wordlists import read_words

if TYPE_CHECKING:
    from collections.abc import Callable

DASHES = "-–—"
TIMES = frozenset({"a.m", "p.m"})

_NOTHING_BUT_A_MARKER = re.compile(
    r"\W*(?:(?:sec|section|art|article|rule|title|chapter|part|§+)\.?\s*)?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlIVXL]{1,5})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[#§]|\d|[IVXLC]+\b|[A-Z]\b|[A-Z]?-?\d")
_TIME_ADVERB = re.compile(r"\W*(?:at|by|around|about|before|after|until|from|since|shortly|just|on)\b(?:\s+[^\s,]+){0,5}", re.IGNORECASE)
_AFTER_TIME = re.compile(
    r"(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|Eastern|Pacific|Central|Mountain|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\b"
)
_GLUED_WORD = re.compile(r"[a-z’'-]*[a-z]{2}")
_GLUED_NEXT = re.compile(r"[A-Z][a-z’']*[.,]?")
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
        self.abbreviation = classify(candidate.word) if candidate.marks == "." else None

    @property
    def sentence(self) -> str:
        """The sentence up to the marks, or its first 80 characters."""
        return self.candidate.text[self.start : min(self.candidate.marks_start, self.start + 80)].strip()

    @property
    def closes_quote(self) -> bool:
        """True where a quotation ends at the candidate."""
        return any(mark in self.candidate.closers for mark in QUOTES)

    @property
    def is_ellipsis(self) -> bool:
        """True for "…", ".." and longer."""
        return "…" in self.candidate.marks or ".." in self.candidate.marks


def _glued(case: Case) -> bool | None:
    """Without white space only a plain word and a capitalised one are two sentences: "here.Today", not "U.S.A."."""
    if not case.candidate.is_glued:
        return None
    return (
        case.candidate.marks in {".", "?", "!"}
        and _GLUED_WORD.fullmatch(case.candidate.word) is not None
        and case.abbreviation is None
        and _GLUED_NEXT.fullmatch(case.following) is not None
        and case.following.lower().rstrip(".,") not in DOMAINS
    )


def _inside_brackets(case: Case) -> bool | None:
    """An aside inside a sentence does not end it: "science (He was an engineer.) at the university"."""
    if case.bracket is None:
        return None
    opening, closing = case.bracket
    begins_inside = case.candidate.text[case.start : opening].strip(OPENERS + " ") != ""
    if not begins_inside:
        return None
    if case.candidate.end < closing or case.abbreviation is not None:
        return False
    return None


def _goes_on(case: Case) -> bool | None:
    """A comma, a semicolon or a closing mark goes on with the sentence."""
    return False if case.next in {",", ";", ":", ")", "]", "}", "&", "/", "+", "="} else None


def _attribution(case: Case) -> bool | None:
    """Who said it belongs to what was said: '"We will." Smith said.'"""
    if case.closes_quote and (case.next_is_upper or case.next_is_lower):
        rest = case.candidate.text[case.candidate.next : case.candidate.next + 120]
        if _said().match(rest):
            return False
    return None


def _exclamation(case: Case) -> bool | None:
    """"?" and "!" end a sentence, unless a small letter shows that it goes on."""
    if not any(mark in case.candidate.marks for mark in "?!。．！？"):
        return None
    if case.next_is_lower:
        return False
    return True


def _ellipsis(case: Case) -> bool | None:
    """Dots end a sentence where a capital follows; "I" is one everywhere."""
    if not case.is_ellipsis:
        return None
    return case.next_is_upper and case.following not in {"I", "I'm", "I’m", "I've", "I’ve", "I'll", "I’ll", "I'd", "I’d"}


def _marker(case: Case) -> bool | None:
    """A number or letter that begins the sentence counts it: "2. The second", "Sec. 2. Policy."."""
    return False if _NOTHING_BUT_A_MARKER.fullmatch(case.sentence) else None


def _small_letter(case: Case) -> bool | None:
    """A small letter goes on, unless a plain word stands before the full stop: untidy writers skip the capital."""
    if not case.next_is_lower:
        return None
    word = case.candidate.word
    return case.abbreviation is None and not case.closes_quote and len(word) > 3 and word.isalpha() and word.islower()


def _plain_word(case: Case) -> bool | None:
    """A full stop behind what is no abbreviation ends the sentence."""
    return True if case.abbreviation is None else None


def _not_a_word(case: Case) -> bool | None:
    """An abbreviation before a dash or a bracketed note goes on: "WASHINGTON, D.C. (AP) - "."""
    if case.next and case.next in DASHES:
        return False
    return None


def _title(case: Case) -> bool | None:
    """A name follows a title; "v." and "e.g." stand between words."""
    return False if case.abbreviation in {Class.TITLE, Class.INNER} else None


def _reference(case: Case) -> bool | None:
    """A number follows "No." and "Sec."; without one "No." is an answer."""
    if case.abbreviation is not Class.REFERENCE:
        return None
    if _NUMBERED.match(case.candidate.text, case.candidate.next):
        return False
    return True if case.candidate.word.lower() == "no" else None


def _month(case: Case) -> bool | None:
    """A day or a year follows a month."""
    return False if case.abbreviation is Class.MONTH and case.next.isdigit() else None


def _time_of_day(case: Case) -> bool | None:
    """Times end a sentence before a capital, but not "at 5 p.m. Tuesday" and not "At 5 p.m. Mr. Smith went"."""
    if case.candidate.word.lower() not in TIMES or not case.next_is_upper:
        return None
    return not (_AFTER_TIME.match(case.following) or _TIME_ADVERB.fullmatch(case.sentence.removesuffix(case.candidate.word).strip()))


def _et_cetera(case: Case) -> bool | None:
    """"etc." ends a sentence before a capital."""
    return True if case.candidate.word.lower() == "etc" and case.next_is_upper else None


def _punkt(case: Case) -> bool:
    """Punkt decides what the next word tells about an abbreviation or an initial."""
    return bool(case.following) and punkt_ends_sentence(case.candidate.word, case.following)


RULES: tuple[Callable[[Case], bool | None], ...] = (
    _glued,
    _goes_on,
    _inside_brackets,
    _attribution,
    _exclamation,
    _ellipsis,
    _marker,
    _small_letter,
    _plain_word,
    _not_a_word,
    _title,
    _reference,
    _month,
    _time_of_day,
    _et_cetera,
    _punkt,
)


@cache
def _said() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, read_words("speech_verbs.txt")))
    return re.compile(
        rf"(?:[^\s.,;:!?\"“”]+\s+){{1,6}}(?:{verbs})(?=\s*[.,;]|\s*\Z)"
        rf"|(?:[A-Z][^\s.,;:!?\"“”]*\s+){{1,5}}(?:{verbs})(?=\s+(?:in|on|at|to|during|last|of|by|as|after|before|when|while|with)\b)"
    )
