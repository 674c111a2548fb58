"""Bounds of what is compared."""

import pytest

from reportgen import Document, compare
from reportgen.errors import ReadError


def test_more_statements_than_a_text_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report with more statements than the bound is refused before it is read for its facts, and is named."""
    monkeypatch.setattr("reportgen.engine.MAX_STATEMENTS", 30)
    official = Document.from_text("The bridge will open in June.")
    assert compare(official, Document.from_text("It was late. " * 30)).pairs
    with pytest.raises(ReadError, match="it has 31 statements; up to 30 are compared") as caught:
        compare(official, Document.from_text("It was late. " * 31, name="long.txt"))
    assert (caught.value.slug, caught.value.where) == ("too-large", "long.txt")
