"""Lists of phrases a desk can extend."""

import pytest

from reportgen.read.furniture.phrases import LONGEST_LINE, Phrases, line_phrases, opener_phrases, phrases_of, tokens_of
from reportgen.wordlists import WordListError

LIST = phrases_of(
    {
        "menu": ["^skip to", "^menu$"],
        "sign-up form": ["your email", "^get the ... newsletter$"],
        "legal notice": ["! forward looking statements"],
    }
)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Skip to content", "menu"),
        ("MENU", "menu"),
        ("A menu", None),
        ("Please enter your e-mail", None),
        ("Please enter your email", "sign-up form"),
        ("Get the Morning Coast newsletter", "sign-up form"),
        ("Get the newsletter", "sign-up form"),
        ("Get the newsletter now", None),
        ("Forward‑looking statements", "legal notice"),
        ("", None),
    ],
)
def test_where_a_phrase_counts(line: str, reason: str | None) -> None:
    """Anchors, gaps, case and punctuation mean what the head of the list says."""
    assert Phrases(LIST, LONGEST_LINE).match(tokens_of(line)) == reason


def test_length() -> None:
    """A long line needs more than one phrase, or one that counts in lines of any length."""
    words = "word " * 50
    assert Phrases(LIST, LONGEST_LINE).match(tokens_of(words + "your email")) is None
    assert Phrases(LIST, LONGEST_LINE).match(tokens_of(words * 3 + "forward-looking statements")) == "legal notice"


def test_sentences() -> None:
    """In a sentence one phrase is no proof."""
    tokens = tokens_of("The thieves asked for your email and a password in every letter")
    assert Phrases(LIST, LONGEST_LINE).match(tokens, is_prose=True) is None
    assert Phrases(LIST, LONGEST_LINE).match(tokens) == "sign-up form"


@pytest.mark.parametrize("entries", [{"menus": ["^skip"]}, {"menu": ["^ $"]}, {"menu": ["..."]}])
def test_what_is_no_entry(entries: dict[str, list[str]]) -> None:
    """A reason that is none, or an entry without words, is told when the list is read."""
    with pytest.raises(WordListError):
        phrases_of(entries)


def test_shipped_lists() -> None:
    """The shipped lists can be read, and say what they are for."""
    assert line_phrases().match(["skip", "to", "content"]) == "menu"
    assert opener_phrases().match(["editors", "picks"]) == "teaser of another story"
