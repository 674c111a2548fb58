"""Where the subject of a verb of saying stands. No grammar is parsed: clauses are cut at marks and at words that begin them."""

from __future__ import annotations

import re

from reportgen.profile.lexicon import forenames, small_words
from reportgen.profile.phrases import (
    DATES,
    head_of,
    is_date,
    is_name_word,
    is_noun_phrase,
    is_person_noun,
    is_plural,
    is_speaker,
    is_speaker_noun,
    speaker_at_end,
)

REACH = 240
"""Characters looked at for a subject on either side of its verb."""

MOST_OF_PLACE = 2
"""Words of what follows a town: "Germany", "New York"."""

Span = tuple[int, int]

_ADVERBS = re.compile(
    r"(?:^|(?<=[\s,]))(?:also|later|then|further|previously|recently|earlier|now|still|once|again|has|have|had|soon|just|often"
    rf"|already|even|first|(?!(?:family|ally|assembly|reply|bully|daily|weekly|monthly)\b)[a-z]+ly|(?:on\s+)?{DATES}(?:\s\d\d?)?"
    r"|in an?\s(?:\w+\s)?(?:statement|interview|letter|memo|tweet|post|speech))\s*\Z"
)
_NO_STATEMENT = re.compile(
    # Negated, passive, planned, conditional: nothing was said. And nouns: "the claims", "of reports".
    r"(?:\b(?:not|never|to|will|would|can|could|should|may|might|must|was|were|is|are|be|been|being|did|does|do|if|by|of|the|a|an"
    r"|as|it's|no|get|got|that's|nor|or)|n['’]t)\s*\Z",
    re.IGNORECASE,
)
_COORDINATED = re.compile(r"(?:^|\s)(?:and|but|then)\s*\Z")
_HARD_BOUNDARY = re.compile(r"[;:()\[\]{}—–\"“”„«»?!]|(?<=[.,?!])['’]")
_BOUNDARY = re.compile(
    r"[;:()\[\]{}—–\"“”„«»?!]|\s-\s|(?<=[^\w\s])['’‘]|(?<!\w)[‘']"
    r"|\b(?:(?<!such )(?<!known )as|but|that|which|while|when|because|although|though|since|where|whether|so|than|how|what|why"
    r"|if|nor|yet|whereas)\s"
)
_TAIL = re.compile(
    r"[,.;:?!()\[\]{}—–\"“”„«»]|\s-\s"
    r"|\s(?:who|which|that|and that|when|as|while|before|after|during|where|whose|if|because|on|in an?|in the|at the|at an?|to"
    rf"|from|with|about|released|issued|published|obtained|seen|cited|sent|late|early|earlier|later|today|yesterday|{DATES})\b"
)
_INITIAL = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Sgt|Prof|Rev|St|Jr|Sr|U\.S|U\.K|U\.N|D\.C)\Z")
_APPOSITION = re.compile(r",\s+((?:the|a|an|his|her|its|who)\s[^,.;:\"“”]{3,120}|[a-z][^,.;:\"“”]{3,120})(?=[,.;:]|\Z)")
_OPENER = re.compile(r"(?:But|And|Yet|So|Still|Meanwhile|However|Then|Later|Also|Now|Earlier|Today|Yesterday|Instead|Again)\s+")
_DATELINE = re.compile(r"[A-Z][A-Z.’' -]{2,30}(?:,\s[A-Z][\w. ]{2,20})?(?:\s\([^()]{2,30}\))?\s?[—–-]{1,2}\s")
"""What stands before the first sentence of a report: "KATHMANDU (Reuters) - "."""
_ASIDE = re.compile(r"\s*(?:\([^()\"“”]{1,80}\)|[—–]\s?[^—–\"“”.!?]{2,120}[—–]),?\Z")
"""Between a subject and its verb: "Smith (D-Ohio) said", "Smith — who runs the shop — said"."""
_QUOTES = "\"“”„«»‘’'"
_NAME_WORD = r"[A-Z](?:[\w’'-]+|\.)?"
_FULL_NAME = rf"{_NAME_WORD}(?:\s(?:(?:al|bin|da|de|del|der|la|van|von)\s)*{_NAME_WORD}){{1,4}}"
_NAME_PART = re.compile(rf"\s*({_FULL_NAME})\s*")
_NAME_BEHIND = re.compile(rf",\s+({_FULL_NAME}?)(?=[,;:—–\"“«]|\.?\Z|\.\s|\s(?:who|on|in|at|after|during)\b)")
_NAME_WITH_ROLE = re.compile(rf"\s*({_FULL_NAME})(?:,\s\d\d)?,\s(?:an?|the|his|her|its|their|[a-z][\w-]+)\s[^\"“”.;:]*\Z")
_LOCALS = re.compile(r"(?:[a-z-]+\s)?[a-z-]{3,}[a-rt-z]s")
"""Several people without a determiner: "said angry locals"."""
_TITLED = re.compile(rf"(?:[\w’'-]+\s){{1,6}}(?:{_FULL_NAME})(?:\s(?:of|from|at)\s.*)?")
"""A name behind what somebody is: "panel chair Ann Smith", "43-year-old Ann Smith of Leeds"."""
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|of)\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)?\Z")
_TIMES = frozenset({"today", "yesterday", "tomorrow", "tonight"})
_RELATIVE = re.compile(r"\s*(?:who|whose|which|where|including|along|together|aged|then|now)\b")
_WORDS = re.compile(r"[\w.’'&/-]+")
LONGEST_OPENING = 10
"""Words looked at for the subject that begins a sentence."""


def subject_before(text: str, begin: int, end: int, *, is_beside: bool = False) -> tuple[Span, str] | None:
    """Return the subject of a verb at `end` in the sentence that begins at `begin`, and its apposition; None for none.

    Where the verb stands right before a quotation (`is_beside`), or the subject right behind one, anything may speak.
    """
    start = max(begin, end - REACH)
    rest = text[start:end].rstrip()
    while adverb := _ADVERBS.search(rest) or _ASIDE.search(rest):
        rest = rest[: adverb.start()].rstrip()
    if _COORDINATED.search(rest):
        subject = sentence_subject(text, begin, end) or sentence_subject(text, start + _inner_clause(rest), end)
        return (subject, "") if subject else None
    if _NO_STATEMENT.search(rest):
        return None
    relative = re.search(r",?\s+who\Z", rest)
    if relative or rest.endswith(","):
        body = rest[: relative.start()] if relative else rest[:-1]
        subject = _last_speaker(body, start) if relative else _before_apposition(body, start, begins=start == begin)
        return (subject, text[subject[1] : end].strip(" ,")) if subject else None
    subject = _with_role(rest, start) or _last_speaker(rest, start, is_beside=is_beside)
    return (subject, text[subject[1] : end].strip(" ,")) if subject else None


def _with_role(rest: str, offset: int) -> Span | None:
    """Return the name that begins a clause behind a quotation, though no comma ends the role: '"No," Smith, a lawyer told me'."""
    cut = max((match.end() for match in _HARD_BOUNDARY.finditer(rest)), default=0)
    named = _NAME_WITH_ROLE.match(rest, cut) if rest[cut - 1 : cut] in tuple(_QUOTES) else None
    return (offset + named.start(1), offset + named.end(1)) if named else None


def _last_speaker(rest: str, offset: int, *, is_beside: bool = False) -> Span | None:
    cut = _clause_start(rest)
    is_beside = is_beside or rest[:cut].rstrip()[-1:] in tuple(_QUOTES)
    return _trim(rest[cut:], offset + cut, is_beside=is_beside)


def _inner_clause(rest: str) -> int:
    """Return where the clause begins that ends `rest`, behind the word that joins it: "When people come and say"."""
    cut = _clause_start(rest)
    joined = re.compile(r"(?:When|While|If|As|Once|Until)\s").match(rest, cut)
    return joined.end() if joined else cut


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


def _before_apposition(body: str, offset: int, *, begins: bool) -> Span | None:
    """Return the subject that an apposition follows, "Smith" in "Smith, a lawyer", or else the apposition's own.

    A role may come first: "a spokesman for Acme, John Smith". `begins` tells that the sentence begins with `body`.
    """
    start = 0
    for match in _HARD_BOUNDARY.finditer(body):
        start = match.end()
    is_beside = body[:start].rstrip()[-1:] in tuple(_QUOTES)
    parts = [(match.start() + start, match.end() + start) for match in re.finditer(r"[^,]+", body[start:])]
    is_first = len(parts) > 1 and (is_beside or (begins and start == 0))
    first_name = _NAME_PART.fullmatch(body, *parts[0]) if is_first else None
    if first_name and is_name_word(first_name[1].partition(" ")[0]):
        # Whatever follows is said of the name: "Ann Smith, director of Acme Defense, Space, and Security, said".
        return offset + first_name.start(1), offset + first_name.end(1)
    found: list[Span] = []
    for number, (first, last) in enumerate(parts[:-1]):
        part = body[first:last]
        words = part.split()
        is_adverbial = bool(words) and (words[0].lower() in small_words("preposition") or _RELATIVE.match(part) is not None)
        # "In Munich, Germany"
        is_adverbial = is_adverbial or (len(words) <= MOST_OF_PLACE and _PLACE_BEFORE.search(body, 0, first) is not None)
        subject = _last_speaker(part, offset + first, is_beside=is_beside and number == 0)
        if subject is not None and not is_date(part.strip()) and (number == 0 or not is_adverbial):
            found.append(subject)
    name = _NAME_PART.fullmatch(body, *parts[-1]) if parts else None
    if not found:
        return _last_speaker(body[slice(*parts[-1])], offset + parts[-1][0]) if parts else None

    def cut_out(span: Span) -> str:
        return body[span[0] - offset : span[1] - offset]

    if name and len(found) == 1 and is_role(cut_out(found[-1])):
        return offset + name.start(1), offset + name.end(1)
    # "On Monday, Ann Smith, a lawyer, 34, said": the name, not what else is said of her.
    named = [span for span in found if _NAME_PART.fullmatch(cut_out(span))]
    return named[-1] if named and is_role(cut_out(found[-1])) else found[-1]


def is_role(phrase: str) -> bool:
    """Return whether a phrase tells what somebody is whose name may stand beside it: "a spokesman for Acme", "his wife"."""
    head = head_of(phrase)
    is_one = phrase.lower().startswith("one of ")
    return is_person_noun(head) and (is_one or not is_plural(head))


def name_behind(text: str, span: Span) -> Span:
    """Return where the name stands that follows a role, "Smith" behind "the minister", or the span itself."""
    named = _NAME_BEHIND.match(text, span[1], span[1] + REACH) if is_role(text[slice(*span)]) else None
    return named.span(1) if named else span


def _trim(clause: str, offset: int, *, is_beside: bool) -> Span | None:
    """Return the speaker of a clause: all of it, or what stands at its end; anything at all beside a quotation."""
    lead = len(clause) - len(clause.lstrip(" ,'’‘"))
    phrase = clause.strip(" ,'’‘")
    opener = re.match(
        r"(?:and|or|but|then|as|meanwhile|also|yet|still|later|however|earlier|today|yesterday)\s+", phrase, re.IGNORECASE
    )
    if opener:
        lead += opener.end()
        phrase = phrase[opener.end() :]
    words = phrase.split()
    if not words:
        return None
    if words[0].lower() in small_words("preposition") or is_date(words[0]) or not is_speaker(phrase):
        tail = speaker_at_end(phrase) or (_noun_phrase_at_end(phrase) if is_beside else "")
        lead, phrase = lead + len(phrase) - len(tail), tail
    return (offset + lead, offset + lead + len(phrase)) if phrase else None


def _noun_phrase_at_end(phrase: str) -> str:
    """Return the longest phrase of any noun that ends these words: "the plumber" in "on Monday the plumber"."""
    tails = (phrase[match.start() :] for match in re.finditer(r"\S+", phrase))
    return next((tail for tail in tails if is_noun_phrase(tail)), "")


def subject_behind(text: str, position: int, *, is_beside: bool = False) -> Span | None:
    """Return the subject right behind a verb: "said Ambassador Mohib", "said a spokesman for the ministry".

    Right behind a quotation (`is_beside`) anything may speak: "said the plumber", "said locals".
    """
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
    if not (is_phrase and is_speaker(phrase)):
        is_phrase = is_beside and (is_noun_phrase(phrase) or _LOCALS.fullmatch(phrase) is not None)
        is_phrase = is_phrase or (
            not words[0][0].isupper() and _TITLED.fullmatch(phrase) is not None and is_noun_phrase(f"the {phrase}")
        )
    return name_behind(text, (start, start + len(phrase))) if is_phrase else None


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
    dateline = _DATELINE.match(text, begin, end)
    position = dateline.end() if dateline else begin
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
    """Return whether a word begins an adverbial: "On", "Monday", "Writing", "Asked"."""
    is_participle = word.endswith(("ing", "ed")) and len(word) > len("Asks") and word not in forenames()
    return is_date(word) or word.lower() in small_words("preposition") | _TIMES or (is_participle and word[:1].isupper())
