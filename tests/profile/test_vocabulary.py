"""Words only one of two texts uses."""

from __future__ import annotations

import pytest

from reportgen.profile.vocabulary import OwnWord, Sort, own_words
from reportgen.reading import read_statements
from tests.brief.samples import plain


def found(official: list[str], press: list[str]) -> tuple[dict[str, list[tuple[str, int]]], dict[str, list[tuple[str, int]]]]:
    """Return each side's own words by sort, with their counts."""
    left, (right,) = read_statements(plain(official), [plain(press, "press-1")])
    words = own_words(left, right)
    return _by_sort(words.official), _by_sort(words.press)


def _by_sort(words: tuple[OwnWord, ...]) -> dict[str, list[tuple[str, int]]]:
    return {sort.value: [(one.word, one.count) for one in words if one.sort is sort] for sort in Sort}


def test_sorts_and_counts() -> None:
    """Words that judge, names and plain words are told apart, each with its count; plain words count from two on."""
    official, press = found(
        [
            "The historic wall protects the quay.",
            "The wall shields boats from the sea.",
            "Mayor Anna Berg opened the wall with Berg's son.",
        ],
        ["A horrible barrier, the barrier of the town.", "It keeps the waves out."],
    )
    assert official == {"judging": [("historic", 1)], "name": [("Anna Berg", 2)], "plain": [("wall", 3)]}
    assert press == {"judging": [("horrible", 1)], "name": [], "plain": [("barrier", 2)]}


@pytest.mark.parametrize(
    ("official", "press"),
    [
        # Another form of a word is the same word.
        ("They signed and signed it.", "The signatories met to sign."),
        # A country is named, whatever it is called by.
        ("The United States met the United States.", "U.S. officials spoke."),
        ("Then Mr. Zelenskyy met Zelenskyy.", "Then Volodymyr met Zelensky and Volodymyr."),
        # Small words, figures and days are no vocabulary.
        ("On Monday they had 40 of the 40 on Monday in June.", "Nothing."),
    ],
)
def test_words_of_both(official: str, press: str) -> None:
    """What the other text says in another form, by another name or spelling is no word of one side."""
    assert [word for words in found([official], [press])[0].values() for word in words] == []


def test_headings_have_no_names() -> None:
    """In a line of capitals nothing is a name."""
    assert found(["HARBOUR WALL REBUILT, HARBOUR WALL SAFE"], ["x"])[0]["name"] == []


def test_a_word_says_where_it_stands() -> None:
    """Each word names the first statements it stands in, each once."""
    left, (right,) = read_statements(plain(["Walls and walls.", "No wall."]), [plain(["x"], "press-1")])
    (word,) = own_words(left, right).official
    assert (word.word, word.count, word.statements) == ("walls", 3, ("O1", "O2"))


def test_much_text_is_quick() -> None:
    """Many different words, and words without end, cost no more than a pass."""
    many = [" ".join(f"{chr(97 + index % 26) * 3}{index:x}" for index in range(2000)) for _ in range(5)]
    assert len(found(many, ["x" * 100_000])[0]["plain"]) <= 16
