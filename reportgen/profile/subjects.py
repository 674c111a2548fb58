"""Where the subject of a verb of saying stands. No grammar is parsed: clauses are cut at marks and at words that begin them."""

from __future__ import annotations

import re

from reportgen.profile.lexicon import small_words
from reportgen.profile.phrases import (
    DATES,
    is_date,
    is_name_word,
    is_speaker,
    is_speaker_noun,
    speaker_at_end,
)

REACH = 240
"""Characters looked at for a subject on either side of its verb."""

Span = tuple[int, int]

_ADVERBS = re.compile(
    r"(?:^|(?<=[\s,]))(?:also|later|then|further|previously|recently|earlier|now|still|once|again|has|have|had|soon|just|often"
    rf"|already|even|first|[a-z]+ly|(?:on\s+)?{DATES}(?:\s\d\d?)?"
    r"|in an?\s(?:\w+\s)?(?:statement|interview|letter|memo|tweet|post|speech))\s*\Z"
)
_NO_STATEMENT = re.compile(
    # Negated, passive, planned, conditional: nothing was said. And nouns: "the claims", "of reports".
    r"(?:\b(?:not|never|to|will|would|can|could|should|may|might|must|was|were|is|are|be|been|being|did|does|do|if|by|of|the|a|an"
    r"|as|it's|no|get|got|that's|nor|or)|n['’]t)\s*\Z",
    re.IGNORECASE,
)
_COORDINATED = re.compile(r"(?:^|\s)(?:and|but|then)\s*\Z")
_HARD_BOUNDARY = re.compile(r"[;:()\[\]{}—–\"“”„«»?!]")
_BOUNDARY = re.compile(
    r"[;:()\[\]{}—–\"“”„«»?!]|\s-\s|(?<=[^\w\s])['’‘]|(?<!\w)[‘']"
    r"|\b(?:but|that|which|while|when|because|although|though|since|where|whether|so|than|how|what|why|if|nor|yet|whereas)\s"
)
_TAIL = re.compile(
    r"[,.;:?!()\[\]{}—–\"“”„«»]|\s-\s"
    r"|\s(?:who|which|that|and that|when|as|while|before|after|during|where|whose|if|because|on|in an?|in the|at the|at an?|to"
    rf"|from|with|about|released|issued|published|obtained|seen|cited|sent|late|early|earlier|later|today|yesterday|{DATES})\b"
)
_INITIAL = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Sgt|Prof|Rev|St|Jr|Sr|U\.S|U\.K|U\.N|D\.C)\Z")
_APPOSITION = re.compile(r",\s+((?:the|a|an|his|her|its|who)\s[^,.;:\"“”]{3,120}|[a-z][^,.;:\"“”]{3,120})(?=[,.;:]|\Z)")
_OPENER = re.compile(r"(?:But|And|Yet|So|Still|Meanwhile|However|Then|Later|Also|Now)\s+")
_WORDS = re.compile(r"[\w.’'&/-]+")
LONGEST_OPENING = 10
"""Words looked at for the subject that begins a sentence."""


def subject_before(text: str, begin: int, end: int) -> tuple[Span, str] | None:
    """Return the subject of a verb at `end` in the sentence that begins at `begin`, and its apposition; None for none."""
    start = max(begin, end - REACH)
    rest = text[start:end].rstrip()
    while adverb := _ADVERBS.search(rest):
        rest = rest[: adverb.start()].rstrip()
    if _COORDINATED.search(rest):
        subject = sentence_subject(text, begin, end)
        return (subject, "") if subject else None
    if _NO_STATEMENT.search(rest):
        return None
    relative = re.search(r",?\s+who\Z", rest)
    if relative or rest.endswith(","):
        body = rest[: relative.start()] if relative else rest[:-1]
        subject = _before_apposition(body, start) if not relative else _last_speaker(body, start)
        return (subject, text[subject[1] : end].strip(" ,")) if subject else None
    subject = _last_speaker(rest, start)
    return (subject, "") if subject else None


def _last_speaker(rest: str, offset: int) -> Span | None:
    cut = _clause_start(rest)
    return _trim(rest[cut:], offset + cut)


def _clause_start(rest: str) -> int:
    """Return where the clause begins that ends `rest`: behind its last boundary or comma."""
    cut = 0
    for match in _BOUNDARY.finditer(rest):
        cut = match.end()
    comma = rest.rfind(", ", cut)
    if comma >= 0:
        cut = comma + 2
    joined = re.search(r"(?:^|\s)(?:and|or)\s", rest[cut:])
    if joined and not is_speaker(rest[cut:].strip()):
        cut += joined.end()
    return cut


def _before_apposition(body: str, offset: int) -> Span | None:
    """Return the subject that an apposition follows, "Smith" in "Smith, a lawyer", or else the apposition's own."""
    start = 0
    for match in _HARD_BOUNDARY.finditer(body):
        start = match.end()
    parts = [(match.start() + start, match.end() + start) for match in re.finditer(r"[^,]+", body[start:])]
    for first, last in [*reversed(parts[:-1]), *parts[-1:]]:
        subject = _last_speaker(body[first:last], offset + first)
        if subject is not None and not is_date(body[first:last].strip()):
            return subject
    return None


def _trim(clause: str, offset: int) -> Span | None:
    """Return the speaker of a clause: all of it, or what stands at its end."""
    lead = len(clause) - len(clause.lstrip(" ,'’‘"))
    phrase = clause.strip(" ,'’‘")
    opener = re.match(r"(?:and|or|but|then|as|meanwhile|also|yet|still|later|however)\s+", phrase, re.IGNORECASE)
    if opener:
        lead += opener.end()
        phrase = phrase[opener.end() :]
    words = phrase.split()
    if not words:
        return None
    if words[0].lower() in small_words("preposition") or is_date(words[0]) or not is_speaker(phrase):
        tail = speaker_at_end(phrase)
        lead, phrase = lead + len(phrase) - len(tail), tail
    return (offset + lead, offset + lead + len(phrase)) if phrase else None


def subject_behind(text: str, position: int) -> Span | None:
    """Return the subject right behind a verb: "said Ambassador Mohib", "said a spokesman for the ministry"."""
    start = position + 1
    end = tail_start(text, start)
    phrase = text[start:end].rstrip()
    words = phrase.split()
    if not words or words[0].lower() in small_words("preposition") or is_date(words[0]):
        return None
    if words[0].lower() in {"he", "she", "they", "i", "we", "it"}:
        stands_alone = len(words) == 1 and text[end : end + 1] in {"", ".", ",", ";", ":"}
        return (start, end) if stands_alone else None
    is_phrase = words[0][0].isupper() or words[0].lower() in small_words("determiner") or is_speaker_noun(words[-1])
    return (start, start + len(phrase)) if is_phrase and is_speaker(phrase) else None


def tail_start(text: str, start: int) -> int:
    """Return where a speaker's phrase ends that begins at `start`: at a mark, or a word that goes on with the sentence."""
    limit = min(len(text), start + REACH)
    tail = _TAIL.search(text, start, limit)
    while tail and tail[0] == "." and _INITIAL.search(text[max(start, tail.start() - 6) : tail.start()]):
        tail = _TAIL.search(text, tail.end(), limit)
    return tail.start() if tail else limit


def role_behind(text: str, position: int) -> str:
    """Return the apposition behind a speaker, "a lawyer for the company", or an empty string."""
    match = _APPOSITION.match(text, position, position + REACH)
    return match[1] if match and any(is_speaker_noun(word) for word in match[1].split()) else ""


def sentence_subject(text: str, begin: int, end: int) -> Span | None:
    """Return the name, pronoun or speaking noun that begins a sentence, behind adverbials that a comma ends."""
    position = begin
    end = min(end, begin + 2 * REACH)
    for _ in range(3):
        opener = _OPENER.match(text, position, end)
        start = opener.end() if opener else position
        stop = _opening_phrase(text, start, end)
        if stop > start:
            return start, stop
        comma = text.find(", ", position, end)
        if comma < 0:
            return None
        position = comma + 2
    return None


def _opening_phrase(text: str, start: int, end: int) -> int:
    """Return where the speaker's phrase ends that begins at `start`, or `start` if none does.

    Capitals and what links them are taken first, then a noun that speaks ("Biden administration officials"), with one
    word before it ("America's gun lobby"); without a capital, a noun within three words ("the local officials").
    """
    words: list[re.Match[str]] = []
    position = start
    while (match := _WORDS.match(text, position)) and match.end() <= end and len(words) < LONGEST_OPENING:
        words.append(match)
        position = match.end() + 1
        if text[match.end() : match.end() + 1] != " ":
            break
    if not words or _is_adverbial(words[0][0]):
        return start
    if words[0][0].lower() in {"he", "she", "they", "it"}:
        return words[0].end()
    first = 1 if words[0][0].lower() in small_words("determiner") else 0
    named = first
    while named < len(words) and (is_name_word(words[named][0]) or (named > first and words[named][0] in small_words("link"))):
        named += 1
    ahead = range(named, min(len(words), named + (2 if named > first else 3)))
    noun = next((index for index in ahead if is_speaker_noun(words[index][0])), None)
    last = noun + 1 if noun is not None else named
    end = words[last - 1].end() if last > first else start
    return end if end > start and is_speaker(text[start:end]) else start


def _is_adverbial(word: str) -> bool:
    """Return whether a word begins an adverbial: "On", "Monday", "Writing"."""
    return is_date(word) or word.lower() in small_words("preposition") or (word.endswith("ing") and word[:1].isupper())
