"""Heads of Markdown files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.read.frontmatter import parse_front_matter


def values(text: str) -> dict[str, str]:
    """Return what the head of a text says; every value's characters come from where its origins say."""
    head = parse_front_matter(text)
    assert head is not None
    for value in head.values.values():
        assert len(value.text) == len(value.origins)
        assert list(value.origins) == sorted(value.origins)
        assert all(origin < head.end for origin in value.origins)
    return {key: value.text for key, value in head.values.items()}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("title: Plain", "Plain"),
        ("title: 'It''s quoted'", "It's quoted"),
        ('title: "Say \\"yes\\""', 'Say "yes"'),
        ('title: "Security\\_Agreement"', "Security\u00a0Agreement"),
        ('title: "caf\\u00e9 \\x41"', "café A"),
        ('title: "Reduction\\\n  \\ Target"', "Reduction Target"),
        ("title: 'Folded over\n  two lines'", "Folded over two lines"),
        ("title: Folded, too\n   over two", "Folded, too over two"),
        ("title: >\n  a block\n  of text", "a block of text"),
        ("Title: Keys in any case", "Keys in any case"),
        ("title:", ""),
        ("title: first\ntitle: second", "first"),
        ("title: 'never closed", "never closed"),
        ('title: "bad \\uZZZZ escape"', "bad uZZZZ escape"),
        ('title: "\\ud800"', "\ufffd"),
    ],
)
def test_values(lines: str, expected: str) -> None:
    """A value is what a YAML reader would make of it, or the nearest text."""
    assert values(f"---\n{lines}\n---\nText")["title"] == expected


def test_many_keys() -> None:
    """Each key has its own value, lists count as text, and the text begins after the second fence."""
    text = "---\ndate: '2024-06-13'\ntags:\n- a\n- b\nsource_url: https://example.org/a: b\n---\nText"
    assert values(text) == {"date": "2024-06-13", "tags": "- a - b", "source_url": "https://example.org/a: b"}
    head = parse_front_matter(text)
    assert head is not None
    assert text[head.end :] == "\nText"


@pytest.mark.parametrize(
    "text",
    [
        "Text\n---\ntitle: no\n---",
        "---\nA sentence between two rules.\n---\nText",
        "---\ntitle: never closed",
        "---\n---\n",
        "----- no fence",
        "",
        "---\n" + "key: value\n" * 5000 + "---\n",
    ],
)
def test_no_head(text: str) -> None:
    """Rules around a sentence, an open fence, or what is longer than any head is none."""
    assert parse_front_matter(text) is None


@given(st.text("-\n:'\" \\ab_u0|>", max_size=60))
def test_any_text(body: str) -> None:
    """Any text has a head with sound origins, or none."""
    if parse_front_matter(f"---\n{body}\n---\n") is not None:
        values(f"---\n{body}\n---\n")
