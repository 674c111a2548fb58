"""The language of a document: what it says of itself, held against its words.

English gives itself away by its small words; only where they are few is a model asked, which takes most of a second to load.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from reportgen.read.furniture.words import small_words
from reportgen.wordlists import WordListError, read_words

if TYPE_CHECKING:
    from reportgen.model import Document

ENGLISH = 0.28
"""From this share of English small words on a text is English: all but two of 105 news texts have it (the two have .27, and
are left to the model), and texts in 12 other languages have .24 at most."""
SURE = 0.9
"""The model's probability from which on it is believed against what the document says."""
FEWEST_WORDS = 12
"""A text of fewer words tells no language; of scripts without spaces so many letters are looked for, times DENSE."""
DENSE = 3
SAMPLE = 4_000
"""Characters that are looked at; more do not change the answer."""

_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8}){0,5}$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def with_language(document: Document, *, is_given: bool = False) -> Document:
    """Return the document with its language, and a note where that is not English.

    What the caller gave stands; what the document says of itself stands unless its words clearly say otherwise.
    """
    language = document.language
    if not is_given:
        found = detect(_sample(document))
        if found and found != base_of(language):
            language = found
    notes = document.notes
    if name := foreign_name(language):
        note = f"The text is in {name}. Only English was measured: its pairs and labels are less sure."
        notes = (*(notes or ()), note) if note not in (notes or ()) else notes
    return replace(document, language=language, notes=notes)


def detect(text: str) -> str | None:
    """Return the code of the language a text is in, None where it is too short or in none that is known for sure.

    >>> detect("The ferry line will reopen in May, the ministry of transport said on Sunday.")
    'en'
    """
    words = _WORD.findall(text[:SAMPLE].lower())
    if len(words) < FEWEST_WORDS and sum(map(len, words)) < DENSE * FEWEST_WORDS:
        return None
    small = small_words()
    if len(words) >= FEWEST_WORDS and sum(word in small for word in words) >= ENGLISH * len(words):
        return "en"
    code, probability = _model().classify(text[:SAMPLE])
    return str(code) if probability >= SURE else None


def base_of(language: str | None) -> str | None:
    """Return the first part of a code, the language without its country and script; None for what is no code.

    >>> base_of("en-GB")
    'en'
    """
    found = _CODE.match(language.strip().lower()) if language else None
    return found[1] if found else None


def foreign_name(language: str | None) -> str | None:
    """Return the English name of a language with its code, None for English and for what is no code.

    >>> foreign_name("de-AT")
    'German (de)'
    """
    base = base_of(language)
    if base is None or base == "en":
        return None
    name = _names().get(base)
    return f"{name} ({base})" if name else base


def _sample(document: Document) -> str:
    """Return the paragraphs of a document, which its menus and names do not speak for."""
    texts = [block.text for block in document.blocks]
    prose = [text for text in texts if len(text) >= 60]
    sample = ""
    for text in prose or texts:
        sample += text + "\n"
        if len(sample) >= SAMPLE:
            break
    return sample


@cache
def _names() -> dict[str, str]:
    """Return the names of languages under their codes, from `data/languages.txt`."""
    names: dict[str, str] = {}
    for entry in read_words("languages.txt"):
        code, _, name = entry.partition("\t")
        if not re.fullmatch("[a-z]{2,3}", code) or not name.strip() or code in names:
            raise WordListError(f"languages.txt: {entry!r} is not 'code TAB name', or repeats a code")
        names[code] = name.strip()
    return names


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (0.7 s; English text does without)

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(sorted(_names()))
    return model
