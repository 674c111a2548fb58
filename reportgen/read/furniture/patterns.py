"""Lines whose form gives them away: times, bylines, credits, addresses.

Every repetition here has a separator its items cannot hold, so that no line takes more than linear time.
"""

from __future__ import annotations

import re
from functools import cache

from reportgen.read.dates import MONTHS
from reportgen.wordlists import read_words

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_STAMP_TOKEN = re.compile(r"[A-Za-z]+(?:\.[a-z]\b)?|\d+(?:st|nd|rd|th|am|pm|h|m|d|s)?|\S", re.IGNORECASE)
_STAMP_ANCHOR = re.compile(
    rf"\b{_MONTH}\s*\d|\d\s*(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[:.]\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|^\W*(?:19|20)\d\d\W*$|\d\s*[ap]\.?m\b"
    r"|\b(?:\d{1,3}|an?|one|two|three)\s*(?:[smhdw]|sec|min|hr|second|minute|hour|day|week|month|year)s?\s+ago"
    r"|\d\s*min(?:ute)?s?\s+read",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-+€$£]?\d+(?:[.,]\d+)*%?")
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_CLOCK = re.compile(
    r"\W*\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?\W*|\W*\d{1,3}\s*[a-z]{1,7}\s+ago\W*", re.IGNORECASE
)

_NAME = r"(?:[A-Z][\w.'’-]*|de|van|von|der|den|bin|al|la|le|du|da|el|di)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{0,4}}(?:(?:,\s?|\s+and\s+|\s?&\s?|,\s+and\s+){_NAME}(?:\s+{_NAME}){{0,4}}){{0,5}}"
BYLINE = re.compile(
    rf"(?:By|BY|by|(?:Written|Story|Reported|Analysis|Opinion|Words|Report) by)\s*:?\s+{_NAMES}"
    r"(?:\s?[|,;/•·–—-].{1,90}|\s+(?:in|for|of|on|at|IN|FOR|AT|Updated|Published|Posted|Last)\b.{0,90}|\.\s.{0,60})?\s?\|?\s?\.?"
)
"""Who wrote it, with a function, a place or a date after the names."""
POSTED = re.compile(
    r"(?:Posted|Published|Updated|Filed)(?: on)?:? [^.!?\n]{0,40}\b\d{4}\b[^.!?\n]{0,20}? by"
    r" [\w.@'’-]{1,30}(?: [\w.'’-]{1,30}){0,3}",
    re.IGNORECASE,
)
"""When it was published and by whom, as blogs print it: "Posted on June 13, 2024 by mholt"."""
DATELINE = re.compile(
    r"[A-Z][A-Z.'’ /,-]{1,60}"
    r"(?:[^()\n]{0,60}\((?:dpa|[A-Z][\w ]{1,24})\)\s*(?:-{1,2}|–|—)|[^()\n–—]{0,40}\s(?:–|—|--)\s)"
)
"""A report's own first words: "BEIRUT/THE HAGUE, March 7 (Reuters) -"."""

_AGENCY = "(?:" + "|".join(re.escape(agency) for agency in read_words("furniture_agencies.txt")) + ")"
CREDIT_LINE = re.compile(
    r"\(?(?:(?:Photo|Image|Picture|Credit|Photograph|Courtesy|Illustration|Graphic|Source)s?(?: by| of|:|/)?\s)?"
    rf"(?:[A-Z][\w.'’-]*[ ,/|]{{1,3}}){{0,5}}{_AGENCY}(?:[ ,/|]{{1,3}}(?:[A-Z][\w.'’-]*|via|for)){{0,4}}\)?\.?"
)
"""A line that is a photographer's or an agency's credit and nothing else."""
_NAMES_IN_CREDITS = r"[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|via|for)){0,5}"
_PAIR = rf"{_NAMES_IN_CREDITS} ?/ ?{_NAMES_IN_CREDITS}"
_PICTURES = "Photo|Photos|photo|Image|Images|Handout|Courtesy|courtesy|Credit|credit|Screenshot|screenshot"
_SOURCES = f"{_PICTURES}|Office|File|via"
CREDIT = re.compile(
    "|".join(
        (
            # in brackets after the sentence, or with no full stop; inside the sentence only with words of pictures
            rf"(?:[.!?][\"”’]?|[^.!?\s]) \((?:{_PAIR}(?: ?/ ?[A-Z][\w.'’ -]{{1,40}})?|{_AGENCY})\)$",
            rf"(?:[.!?][\"”’]?|[^.!?\s]) \([^()]{{0,50}}\b(?:{_SOURCES})\b[^()]{{0,50}}\)$",
            rf"\((?:{_PAIR}|[^()]{{0,50}}\b(?:{_PICTURES})\b[^()]{{0,50}})\)\.$",
            # without brackets
            rf"(?:^|[.!?][\"”’)]? ){_PAIR}$",
            rf"/ ?{_AGENCY}\)?\.?$",
            rf"(?:^|[.!?] ){_AGENCY}(?: Photo)? ?/ ?[A-Z][\w.'’ -]{{1,40}}$",
            r"\bAP Photo\b",
            # with a word of its own
            r"^(?:Photo|Image|Picture|Photograph|Pic|Illustration|Graphic)s?(?: credit)?(?: by\b|:)",
            r"^Credits?[.…: ]{1,5}[A-Z].{0,80}$",
            r"\b[Cc]redits?: ?\S.{0,80}$",
            r"\b(?:Photograph|Photo|Picture|Image|Pic)s?(?: by)?: ?[A-Z].{0,80}$",
        )
    )
)
"""A photographer and an agency with a stroke between them, or in brackets at the end of a caption."""
CREDIT_FIRST = re.compile(r"[A-Z][A-Z.'’ -]{4,40}/[A-Z][A-Z.'’ -]{2,40} [A-Z][a-z]")
"""The same in capitals before the caption."""
LONG_CREDIT = re.compile(r"\b[Cc]redit: ?[A-Z].{0,80}$")
_CREDITED_NAME = r"(?:[A-Z][\w.'’-]*|for|of|the|via)"
_CALL = r"(?:Click|Follow|Listen|Read|See|Share|Sign|Subscribe|Tweet|Watch)\b"
CREDITED = re.compile(
    rf"[.!?][\"”’)]? (?!{_CALL})\(?(?:Photo by |Photo |Image )?{_CREDITED_NAME}(?: {_CREDITED_NAME}){{0,5}}\)?$"
)
"""A sentence with a name after it, as captions without further marks have their credit."""
SIGNED_OFF = re.compile(r"[.!?][\"”’)]? \(?[A-Z]{2,5}(?:/[A-Z]{2,5})?\)?$")
"""A sentence with the initials of an agency after it: a caption's credit, or the end of an agency's report."""
SCENE = re.compile(
    rf"\b{_WEEKDAY},? {_MONTH} ?\d{{1,2}},? \d{{4}}\b|, (?:left|right|center|centre|second (?:from )?(?:left|right)),? "
    r"|\((?:left|right|center|centre|L|R|C|pictured|above|below|top|bottom)\)"
    r"|\b(?:is|are) (?:seen|pictured|shown|photographed)\b(?! (?:as|to|by)\b)"
    r"|, (?:pictured|seen here|shown here|shown)\b|\bfile (?:photo|picture|image)\b|^(?:Pictured|Above|Left|Right|Below)[:,]",
    re.IGNORECASE,
)
"""What captions say of a picture: who stands where, and the whole date."""
REPORTED = re.compile(r"\b(?:said|says|told|added|announced|asked|wrote|according to)\b")
"""What a report says of who said it."""
PAST = re.compile(r"\b(?:said|says|told|added|announced|according|reported|asked|wrote|was|were|had|will|would)\b", re.IGNORECASE)
"""Words of reports that captions, which say what is seen, do without."""
BIO = re.compile(
    rf"(?P<name>[A-Z][\w.'’-]+(?: {_NAME}){{0,4}}) (?:is|was|has been|covers|writes|reports|edits|works)\b"
    r".{0,120}\b(?:reporter|journalist|correspondent|columnist|editor|writer|producer|contributor|photographer|newsroom"
    r"|reporting|covering|author)\b"
)
"""Who an author is."""
NAME_LINE = re.compile(rf"[A-Z][\w.'’-]+(?: {_NAME}){{1,3}}")

PROMPT = re.compile(
    r"\W{0,2}(?:(?:READ|WATCH|LISTEN|SEE|RELATED|MORE|VIDEO|PHOTOS|GALLERY|ALSO|EXPLAINER|ANALYSIS|OPINION|LIVE|NEXT)"
    r"(?: (?:MORE|ALSO|NEXT|NOW|STORY|STORIES|ARTICLE|READ|ON|ABOUT))? ?(?:\||:|>|»|–|—|-)"
    r"|(?:Read|Watch|Listen|See|Related|Also)(?: (?:more|also|next|now|story|stories|article|articles|read))? ?(?:\||:|>|»))"
)
"""A line that sends the reader to another page."""
PROMPT_IN_BRACKETS = re.compile(r"\((?:Read|Related|See|Watch|Listen|More)(?: (?:more|also|next))?: [^()]{3,150}\)")
"""The same inside a paragraph."""

COMMENTS = re.compile(r"\W*\d[\d,.]{0,8}k? comments?\W*", re.IGNORECASE)
"""How many comments there are."""
COMMENTER = re.compile(r"[\w .,'’@-]{2,40} says:")
"""Who wrote what follows below the text; said of a person in a report too, but then no date follows."""
COPYRIGHT = re.compile(
    r"^\W*(?:©|(?:\(c\)|copyright)\W{0,3}(?:copyright|©|\(c\)|(?:19|20)\d\d|by\b|$))|© ?(?:copyright ?)?(?:19|20)\d\d",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\W*(?:https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{2,40}|[\w-]{1,40}(?:\.[\w-]{1,40}){1,3}/\S*)\W*",
    re.IGNORECASE,
)
"""A line that is one address of the web or of a mailbox."""
PHONE = re.compile(r"(?<!\d)(?:\+?\d{1,3}[ .-])?\(?\d{3,4}\)?[ .-]\d{3}[ .-]?\d{3,4}\b")
MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,60}\.[a-z]{2,10}\b", re.IGNORECASE)
HANDLE = re.compile(r"\W?@\w{2,30}")


def is_stamp(text: str) -> bool:
    """Return whether a line holds dates and times and nothing else.

    >>> is_stamp("Updated 5:15 PM EDT, October 11, 2024"), is_stamp("2 May was a Monday like any other")
    (True, False)
    """
    if len(text) > 120 or not _STAMP_ANCHOR.search(text) or _is_row_of_figures(text):
        return False
    known = _stamp_words()
    for token in _STAMP_TOKEN.findall(text.lower()):
        word = token.strip(".")
        if word and word[0].isalpha() and word not in known and word not in MONTHS:
            return False
    return True


def _is_row_of_figures(text: str) -> bool:
    """Return whether a line is three or more numbers and no date: a row of a table, though 0.57 could be a time of the day."""
    pieces = text.replace("|", " ").split()
    return len(pieces) >= 3 and all(map(_FIGURE.fullmatch, pieces)) and not _DATED.search(text)


def is_clock(text: str) -> bool:
    """Return whether a line holds one time of the day, as items of a news feed begin."""
    return len(text) <= 30 and bool(_CLOCK.fullmatch(text))


def has_contact(text: str) -> bool:
    """Return whether a line has a telephone number or a mail address."""
    return bool(MAIL.search(text) or PHONE.search(text))


@cache
def _stamp_words() -> frozenset[str]:
    return frozenset(read_words("furniture_stamp_words.txt"))
