"""Paragraphs that begin with who speaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.profile.transcripts import find_labels
from tests.profile.test_voices import voices


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (["MS. SMITH: Good morning.", "Q: Why now?", "MS. SMITH: It was time."], ["MS. SMITH", "", "MS. SMITH"]),
        (
            ["THE PRESIDENT: Good morning.", "MR. ROE: Hello.", "THE PRESIDENT: Hello."],
            ["THE PRESIDENT", "MR. ROE", "THE PRESIDENT"],
        ),
        # Initials and surnames are read by the full name elsewhere.
        (
            ["We met Anna Smith.", "Reuters: Why now?", "AS: It was time.", "Reuters: Why?", "AS: It was."],
            [None, "Reuters", "Anna Smith", "Reuters", "Anna Smith"],
        ),
        (["((Wikinews)) Why now?", "((Anna Smith)) It was time.", "((Anna Smith)) It was."], [None, None, None]),
        (["((Q)) Why now?", "((Anna Smith)) It was time.", "((Anna Smith)) It was."], ["", "Anna Smith", "Anna Smith"]),
        # The paragraphs of an answer without a label have none here.
        (["Q: Why?", "Anna Smith: It was time.", "More of it.", "Q: And now?"], ["", "Anna Smith", None, ""]),
        # What names nobody who speaks is no label, and one label alone makes no transcript.
        (["Image: Anna Smith.", "Image: Bob Jones.", "Image: Anna Smith."], [None, None, None]),
        (["When: Monday", "Where: Leeds", "When: Tuesday", "Where: York"], [None] * 4),
        (["Rumor: It is so.", "Fact: It is not.", "Rumor: It is.", "Fact: No."], [None] * 4),
        (["MS. SMITH: Good morning.", "It was time."], [None, None]),
        (["CNN: It is so.", "Reuters: It is so.", "Anna Smith: It is.", "CNN: It was so."], [None] * 4),
        (["Anna Smith: It is so.", *["It was."] * 9, "Bob Jones: No.", "Anna Smith: Yes."], [None] * 12),
        (["Anna Smith: A life", "Bob Jones: A life", "Carl Roe: A life"], [None, None, None]),
    ],
)
def test_labels(paragraphs: list[str], names: list[str | None]) -> None:
    """Labels are read where several speakers take turns, and nowhere else."""
    assert [label.name if label else None for label in find_labels(paragraphs)] == names


@given(st.lists(st.text(alphabet="AbcQ:. ()\n", max_size=30), max_size=6))
def test_laws(paragraphs: list[str]) -> None:
    """There is one answer for each paragraph, and a label stands inside it."""
    labels = find_labels(paragraphs)
    assert len(labels) == len(paragraphs)
    for label, text in zip(labels, paragraphs, strict=True):
        assert label is None or 0 <= label.start < label.end <= len(text)


def test_voices() -> None:
    """A labelled speaker says all of the answer; the questions, and what follows the last label, are the author's."""
    text = (
        "Q: Why now?\n\nAnna Smith: It was time. It was late.\n\nMore of it.\n\nQ: And then?\n\nAnna Smith: We went.\n\nThe end."
    )
    assert voices(text) == [
        ("author", None),
        *[("named", "Anna Smith")] * 3,
        ("author", None),
        ("named", "Anna Smith"),
        ("author", None),
    ]
