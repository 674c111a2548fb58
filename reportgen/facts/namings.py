"""Numbers that name something and count nothing: years, pages, cases, list items, ages, times of day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.facts.lexicon import stem_classes, word_set, words_of
from reportgen.facts.model import FigureKind
from reportgen.words import stem

if TYPE_CHECKING:
    from reportgen.facts.quantities import Quantity
    from reportgen.facts.tokens import Tokens

FIRST_YEAR, LAST_YEAR = 1000, 2199
"""Four digits without a comma between these are taken for a year."""
YOUNGEST, OLDEST = 5, 110
"""What stands between commas after a name ("Mr Okafor, 58,") is an age within these."""
MAX_LIST_NUMBER = 100
MAX_STAGE = 20
"""A number in words after "stage" or "grade" names it up to here."""
HOURS = 24
_NOUN_STOPS = words_of("fact_words.txt", "figures: noun stops")
_ONE_BEFORE = words_of("fact_words.txt", "figures: one before")
_ONE_AFTER = words_of("fact_words.txt", "figures: one after")
_ESTIMATES = frozenset({"about", "around", "nearly", "almost", "some", "roughly", "than", "over", "least"})
_CLOCK_BEFORE = frozenset({"at", "from", "until", "by", "between", "to"})
_DAYTIMES = frozenset({"evening", "morning", "afternoon", "night"})


def is_name(tokens: Tokens, read: Quantity) -> bool:
    """Return whether a number is no quantity but the name of something."""
    if read.kind is not FigureKind.COUNT:
        return False
    if not read.numeral.is_digits:
        return _is_named_in_words(tokens, read)
    return (
        _is_part_of_a_code(tokens, read)
        or _is_year(tokens, read)
        or _follows_a_label(tokens, read)
        or _is_list_number(tokens, read)
        or _is_age(tokens, read)
        or _is_clock(tokens, read)
    )


def _is_part_of_a_code(tokens: Tokens, read: Quantity) -> bool:
    """Return whether a number hangs on letters or other digits: "G7", "22-1074", "0800 555 0134", "2019/1020", "#4"."""
    index = read.start
    text, before, after = tokens.words[index].text, tokens.gap(index), tokens.gap(read.end)
    hangs = index > 0 and before in {"", "-", "/", ":", "."} and tokens.gap(index - 1)[-1:] not in {"$", "£", "€"}
    leads_on = tokens.is_joined(read.end) and tokens.lower(read.end)[:1].isdigit()
    has_zero = text[0] == "0" and len(text) > 1 and "." not in text
    return hangs or leads_on or has_zero or text[-1:].isalpha() or before.endswith(("#", "№")) or after[:1] in {"/", ":"}


def _follows_a_label(tokens: Tokens, read: Quantity) -> bool:
    return tokens.is_joined(read.start) and tokens.lower(read.start - 1) in word_set("figure_ids.txt")


def _is_list_number(tokens: Tokens, read: Quantity) -> bool:
    opens = read.start == 0 or tokens.gap(read.start).rstrip().endswith((".", ":", "("))
    return opens and tokens.gap(read.end).startswith((". ", ") ")) and read.low < MAX_LIST_NUMBER


def _is_named_in_words(tokens: Tokens, read: Quantity) -> bool:
    """Return whether a number in words names or stands for something: "stage two", "no one", "the Group of Seven"."""
    previous, follower = tokens.lower(read.start - 1), tokens.lower(read.end)
    if read.start and tokens.words[read.start].text[0].isupper() and not _opens_sentence(tokens, read.start):
        return True
    if read.low == read.high == 1:
        return previous in _ONE_BEFORE or follower in _ONE_AFTER or tokens.gap(read.end) != " "
    if read.end - read.start == 1 and _follows_a_label(tokens, read):
        return read.low < MAX_STAGE
    return _is_clock(tokens, read) or follower in {"o'clock", "fold"}


def _opens_sentence(tokens: Tokens, index: int) -> bool:
    return any(character in '.:!?"“”‘•—–' for character in tokens.gap(index)) or tokens.words[0].text.isupper()


def _is_year(tokens: Tokens, read: Quantity) -> bool:
    text = tokens.words[read.start].text
    if len(text) != 4 or not text.isdigit() or not FIRST_YEAR <= int(text) <= LAST_YEAR or read.numeral.has_scale:
        return False
    previous, follower = tokens.lower(read.start - 1), tokens.lower(read.end)
    if previous in _ESTIMATES and follower.endswith("s"):
        return False
    is_round = int(text) % 100 == 0 and previous not in {"in", "since", "the"}
    return not (is_round and stem(follower) in stem_classes("count_nouns.txt"))


def _is_age(tokens: Tokens, read: Quantity) -> bool:
    """Return whether a number is an age: "aged 58", "age of 17", "under 25", ", 58,"."""
    previous, follower = tokens.lower(read.start - 1), tokens.lower(read.end)
    if previous in {"aged", "age", "ages"} or (previous == "of" and tokens.lower(read.start - 2) == "age"):
        return True
    is_bare = not follower or not tokens.is_joined(read.end) or follower in _NOUN_STOPS
    if previous in {"under", "over"} and read.low <= OLDEST and is_bare:
        return True
    is_set_off = tokens.gap(read.start).startswith(",") and tokens.gap(read.end)[:1] in {",", "."}
    return is_set_off and YOUNGEST <= read.low <= OLDEST and tokens.words[read.start - 1].text[:1].isupper()


def _is_clock(tokens: Tokens, read: Quantity) -> bool:
    """Return whether a number is a time of day: "8 p.m.", "six this evening", "ten at night"."""
    follower = tokens.lower(read.end)
    if follower in {"am", "pm", "o'clock"}:
        return True
    if follower in {"a", "p"}:
        return tokens.lower(read.end + 1) == "m"
    if read.low > HOURS or tokens.lower(read.start - 1) not in _CLOCK_BEFORE or follower not in {"this", "in", "at"}:
        return False
    return tokens.lower(read.end + (2 if follower == "in" else 1)) in _DAYTIMES
