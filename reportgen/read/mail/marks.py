"""Which lines of a mail's body are not its text, and why.

1. passages of programs, lists and legal departments  2. a message that was passed on: its head, and the note above it
3. the message that is answered  4. quotations  5. the signature
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reportgen.read import reasons
from reportgen.read.furniture.phrases import Phrases, phrases_of, tokens_of
from reportgen.read.mail.headers import is_forward, is_reply, sender_of
from reportgen.wordlists import read_classes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportgen.read.mail.lines import MailLine

MOST_LINES = 30_000
"""In a body of more lines nothing is looked for; the longest digests of lists have 8,000."""
COVER_WORDS = 120
"""A note above a message that was passed on has at most so many words; more are a text of its own."""
FEW_WORDS = 5
"""Fewer words than these above a quoted message are no text: the quoted message is it."""
HEAD_LINES = 12
"""The head of a message inside a mail has at most so many lines."""
SIGNATURE_LINES, SIGNATURE_WORDS, SIGNATURE_LINE_WORDS = 25, 150, 14
"""A signature has at most so many lines and words, one under a valediction at most so many words a line."""
NOTICE_WORDS, PROSE_WORDS = 60, 15
"""A line of a list or a program has at most so many words; from so many on, ended by a full stop, one phrase is not enough."""
WRAPPED, WIDE = 40, 60
"""A line of so many characters may run on in the next where that begins in lower case, or in any case."""
NAMED_LINES = 8
"""So many lines below the text the sender's name begins a signature."""
SENTENCE_WORDS = 6
"""Fewer words with a full stop are a name ("Acme Inc.")."""
MOST_ATTRIBUTIONS = 50
"""So many lines that say who wrote what follows are looked at."""
PARAGRAPH_WORDS = 400
"""A legal notice has at most so many words; the longest seen has 310."""
MAX_CHAIN = 20
"""Forwards of forwards are followed so far."""
LONGEST_LINE = 2000
"""Patterns are looked for in so many characters of a line."""

_HEADER = re.compile(r"[*_]{0,2}([^\W\d_][^\W\d_ -]{0,15}(?: [^\W\d_]{1,8}){0,2})\s?:[*_]{0,2}(?:\s+(\S.*))?$")
_SEPARATOR = re.compile(r"[-_=*\s]{2,}(.{4,50}?)[-_=*:\s]{2,}$|(.{10,50}):$")
_RULE = re.compile(r"[_-]{10,}$")
_SIGNATURE_RULE = re.compile(r"--\s?$")
_ARMOUR = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----$|Hash: [\w, -]{3,60}$")
_ARMOURED_SIGNATURE = re.compile(r"-----BEGIN PGP SIGNATURE-----$")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)]{0,2}$")
_LEADS = re.compile(r"@|https?:|www\.|\b(?:click|here|link|receiv\w{1,3} this|subscribed to)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


class InnerHead(NamedTuple):
    """The head of a message inside a mail."""

    start: int
    """The line it begins with, its separator included."""
    end: int
    """The line after it."""
    fields: Mapping[str, str]
    """Its fields under the names a mail's own head has."""
    is_forward: bool | None
    """Whether it says that the message was passed on, or answered; None where it does not say."""


class Marks(NamedTuple):
    """What is said of a body."""

    reasons: tuple[str | None, ...]
    """Why each line is not the text; None where it is."""
    fields: Mapping[str, str]
    """The head of the message that was passed on and is the text; empty where the mail's own words are it."""


def mark_lines(lines: Sequence[MailLine], subject: str, sender: str = "") -> Marks:
    """Return why each line of a body is not its text.

    `subject` tells whether the mail answers another or passes one on; `sender` is the name that may stand below its text.
    """
    marks: list[str | None] = [None] * len(lines)
    if len(lines) > MOST_LINES:
        return Marks(tuple(marks), {})
    _mark_notices(lines, marks)
    _mark_armour(lines, marks)
    fields: Mapping[str, str] = {}
    start, end = 0, len(lines)
    for _ in range(MAX_CHAIN):
        head = _next_head(lines, marks, start)
        if head is None:
            break
        above = _words(lines, marks, start, head.start)
        if not _is_passed_on(head, subject, above, _words(lines, marks, head.end, end)):
            end = head.start
            break
        _mark(marks, start, head.start, reasons.COVER)
        _mark(marks, head.start, head.end, reasons.MAIL_HEAD)
        fields, start, subject = head.fields, head.end, head.fields.get("subject", "")
        sender = sender_of(fields.get("from", ""))[0]
    end = _before_attribution(lines, marks, start, end)
    base = min((line.quotes for line in lines[start:end]), default=0) if start else 0
    _mark_quotations(lines, marks, start, end, base=base, answers=is_reply(subject))
    _mark_signature(lines, marks, start, end, sender)
    _mark(marks, end, len(lines), reasons.QUOTED)
    return Marks(tuple(marks), fields)


def _mark(marks: list[str | None], start: int, end: int, reason: str) -> None:
    for index in range(start, end):
        marks[index] = marks[index] or reason


def _words(lines: Sequence[MailLine], marks: Sequence[str | None], start: int, end: int) -> int:
    return sum(line.words for line, mark in zip(lines[start:end], marks[start:end], strict=True) if mark is None)


@cache
def _notices() -> Phrases:
    return Phrases(phrases_of(read_classes("mail_phrases.txt")), 40)


@cache
def _legal() -> tuple[re.Pattern[str], ...]:
    entries = read_classes("mail_phrases.txt")[reasons.CONFIDENTIAL]
    return tuple(
        re.compile(rf"\b{' '.join(tokens_of(entry))}\b") for entry in entries if entry.startswith("!") and "..." not in entry
    )


def _mark_notices(lines: Sequence[MailLine], marks: list[str | None]) -> None:
    """Mark what programs, lists and legal departments put into mails: by the line, and by the paragraph."""
    for first, last in _paragraphs(lines):
        if _is_legal(lines[first:last]):
            _mark(marks, first, last, reasons.CONFIDENTIAL)
            continue
        for start, end in _sentences(lines, first, last):
            words = sum(line.words for line in lines[start:end])
            is_prose = words > PROSE_WORDS and bool(_ENDS_SENTENCE.search(lines[end - 1].text))
            reason = _notices().match(_tokens(lines[start:end]), is_prose=is_prose) if words <= NOTICE_WORDS else None
            # A sentence of some length needs somewhere to go as well: reports speak of subscribers too.
            if reason and (not is_prose or any(_LEADS.search(line.text[:LONGEST_LINE]) for line in lines[start:end])):
                _mark(marks, start, end, reason)


def _is_legal(paragraph: Sequence[MailLine]) -> bool:
    """Return whether a paragraph says who may read the mail, what it was scanned for, or where it came from."""
    if sum(line.words for line in paragraph) > PARAGRAPH_WORDS:
        return False
    joined = " ".join(_tokens(paragraph))
    return any(pattern.search(joined) for pattern in _legal())


def _tokens(lines: Sequence[MailLine]) -> list[str]:
    return [token for line in lines for token in tokens_of(line.text[:LONGEST_LINE])]


def _sentences(lines: Sequence[MailLine], first: int, last: int) -> list[tuple[int, int]]:
    """Return the spans of lines that run on from one another, as wrapped sentences do."""
    starts = [index for index in range(first, last) if index == first or not _runs_on(lines[index - 1].text, lines[index].text)]
    return list(zip(starts, [*starts[1:], last], strict=True))


def _runs_on(before: str, after: str) -> bool:
    return not _ENDS_SENTENCE.search(before) and len(before) >= WRAPPED and (after[0].islower() or len(before) >= WIDE)


def _paragraphs(lines: Sequence[MailLine]) -> list[tuple[int, int]]:
    """Return the spans of lines that no blank line parts."""
    starts = [index for index, line in enumerate(lines) if not index or not line.follows]
    return list(zip(starts, [*starts[1:], len(lines)], strict=True)) if lines else []


def _mark_armour(lines: Sequence[MailLine], marks: list[str | None]) -> None:
    """Mark what signs a text with PGP around it."""
    for index, line in enumerate(lines):
        if _ARMOUR.match(line.text) and index < 3:
            marks[index] = reasons.MARKUP
        elif _ARMOURED_SIGNATURE.match(line.text):
            _mark(marks, index, len(lines), reasons.MARKUP)
            return


def _next_head(lines: Sequence[MailLine], marks: Sequence[str | None], start: int) -> InnerHead | None:
    """Return the first head of a message at or after a line."""
    return next((head for index in range(start, len(lines)) if marks[index] is None and (head := _head_at(lines, index))), None)


def _head_at(lines: Sequence[MailLine], index: int) -> InnerHead | None:
    """Return the head of a message that begins with a line: a separator, or the field that says from whom it is."""
    kind = _separator(lines[index].text)
    at = index + 1 if kind is not None or _RULE.match(lines[index].text) else index
    if at >= len(lines):
        return None
    is_sure = kind is not None
    fields: dict[str, str] = {}
    names = _field_names()
    end = at
    for end in range(at, min(at + HEAD_LINES, len(lines))):
        found = _HEADER.match(lines[end].text[:LONGEST_LINE])
        name = names.get(found[1].lower()) if found else None
        if name is None or found is None:
            # A long list of addresses goes on over several lines.
            if fields and lines[end].follows and "@" in lines[end].text and len(fields) < 4:
                continue
            break
        fields.setdefault(name, found[2] or "")
    else:
        end = min(at + HEAD_LINES, len(lines))
    if "from" in fields and len(fields) >= (2 if is_sure else 3) and (is_sure or "from" in list(fields)[:2]):
        return InnerHead(index, end, fields, kind)
    return None


def _separator(text: str) -> bool | None:
    """Return whether a line is put above a message that was passed on (True) or is answered (False); None for other lines."""
    found = _SEPARATOR.match(text) if len(text) < 120 else None
    words = (found[1] or found[2]).strip().lower() if found else ""
    classes = read_classes("mail_words.txt")
    return True if words in classes["forwarded"] else False if words in classes["original"] else None


@cache
def _field_names() -> dict[str, str]:
    """Return the names of fields in mails' heads, in several languages, with what a mail's own head calls them."""
    classes = read_classes("mail_words.txt")
    dates = ("date", "sent", "gesendet", "datum", "envoyé", "enviado", "fecha", "fecha de envío", "enviada em", "inviato", "data")
    subjects = ("subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "ämne")
    names = dict.fromkeys(classes["header"], "other") | dict.fromkeys(classes["from"], "from")
    names |= {name: name for name in ("to", "cc", "bcc")}
    return names | dict.fromkeys(dates, "date") | dict.fromkeys(subjects, "subject") | {"verzonden": "date", "skickat": "date"}


def _is_passed_on(head: InnerHead, subject: str, above: int, below: int) -> bool:
    """Return whether the message under a head is the text, and not what the mail answers."""
    if not below:
        return False
    if above < FEW_WORDS or (above <= COVER_WORDS and (head.is_forward or is_forward(subject))):
        return True
    if head.is_forward is False or is_reply(subject) or above > COVER_WORDS:
        return False
    return above < below


def _before_attribution(lines: Sequence[MailLine], marks: list[str | None], start: int, end: int) -> int:
    """Return where the text ends because a line says who wrote what follows, and it is quoted or the rest of the mail."""
    attributions = ((index, length) for index in range(start, end) if (length := _attribution(lines, index, end)))
    for index, length in islice(attributions, MOST_ATTRIBUTIONS):
        if index + length >= end:
            continue
        following = lines[index + length]
        if following.quotes > lines[index].quotes:
            if _words(lines, marks, start, index) < FEW_WORDS and not any(
                line.quotes == 0 for line in lines[index + length : end]
            ):
                _mark(marks, index, index + length, reasons.MAIL_HEAD)  # nothing but the quoted message: it is the text
                return end
            _mark(marks, index, index + length, reasons.QUOTED)
        elif _words(lines, marks, start, index) >= FEW_WORDS and all(line.quotes == 0 for line in lines[index:end]):
            return index  # a program that does not mark what it quotes
    return end


def _attribution(lines: Sequence[MailLine], index: int, end: int) -> int:
    """Return over how many lines from `index` it is told who wrote what follows: "On 13 June, Jane Doe wrote:"; 0 for none."""
    text = ""
    for length in range(1, 4):
        if index + length > end or (length > 1 and not lines[index + length - 1].follows):
            return 0
        text = f"{text} {lines[index + length - 1].text}".strip()
        if len(text) > 300:
            return 0
        ends = text.rstrip(" >").endswith(":") and any(
            f" {word}" in text[-60:].lower() for word in read_classes("mail_words.txt")["wrote"]
        )
        if ends:
            return (
                length if _DIGIT.search(text) and (("@" in text) or re.search(r"\d{1,2}:\d{2}|\b(?:19|20)\d{2}\b", text)) else 0
            )
    return 0


def _mark_quotations(
    lines: Sequence[MailLine], marks: list[str | None], start: int, end: int, *, base: int, answers: bool
) -> None:
    """Mark quoted lines of a mail that answers another, or under a line that says who wrote them."""
    is_attributed = False
    for index in range(start, end):
        if lines[index].quotes <= base:
            is_attributed = marks[index] == reasons.QUOTED
        elif answers or is_attributed:
            marks[index] = marks[index] or reasons.QUOTED
    if not _words(lines, marks, start, end):
        for index in range(start, end):  # nothing but a quotation: it is the text
            if marks[index] == reasons.QUOTED and lines[index].quotes > base:
                marks[index] = None


def _mark_signature(lines: Sequence[MailLine], marks: list[str | None], start: int, end: int, sender: str) -> None:
    """Mark the signature: as the program marked it, under two hyphens or a valediction, or from the sender's name on."""
    if sum(line.words for line in lines[start:end] if line.is_signature) <= SIGNATURE_WORDS:
        for index in range(start, end):
            if lines[index].is_signature:
                marks[index] = marks[index] or reasons.SIGNATURE
    open_lines = [index for index in range(start, end) if marks[index] is None]
    for place in range(max(0, len(open_lines) - SIGNATURE_LINES), len(open_lines)):
        index, rest = open_lines[place], [lines[other] for other in open_lines[place:]]
        is_ruled = bool(_SIGNATURE_RULE.fullmatch(lines[index].text)) and sum(line.words for line in rest) <= SIGNATURE_WORDS
        is_named = len(rest) <= NAMED_LINES and _is_name(rest[0].text, sender) and _are_short(rest[1:])
        if is_ruled or (place and (is_named or _is_valediction(rest))):
            _mark(marks, index, end, reasons.SIGNATURE)
            return


def _is_valediction(rest: Sequence[MailLine]) -> bool:
    """Return whether lines are a greeting and who sends it: short lines, none of them a sentence."""
    greeting = rest[0].text.rstrip(" ,.!–-").lower()
    if greeting not in read_classes("mail_words.txt")["valediction"] or len(rest) < 2:
        return False
    return _are_short(rest[1:])


def _is_name(text: str, sender: str) -> bool:
    """Return whether a line is the sender's name, whole or the given name alone."""
    shown, name = text.strip(" ,.*_").lower(), sender.lower()
    return bool(name) and shown in (name, name.split()[0])


def _are_short(lines: Sequence[MailLine]) -> bool:
    """Return whether lines are short and none is a sentence."""
    return all(
        line.words <= SIGNATURE_LINE_WORDS and not (line.words >= SENTENCE_WORDS and _ENDS_SENTENCE.search(line.text))
        for line in lines
    )
