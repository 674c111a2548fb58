"""Wrapped lines."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.read.lines import split_lines, wrap_width

PROSE = (
    "Ministers from twelve coastal states agreed on Tuesday to limit the catch of cod in the northern basin for three"
    " years, and to pay crews that stay in port while the stocks recover. The accord takes effect in spring."
)


@pytest.mark.parametrize("width", [45, 60, 72, 80, 100])
def test_prose_has_its_width(width: int) -> None:
    """The width that a program wrapped at is found again, near enough to put the lines together."""
    wrapped = "\n".join(textwrap.wrap(PROSE * 3, width))
    found = wrap_width(split_lines(wrapped))
    assert found is not None
    assert width - 8 <= found <= width


@pytest.mark.parametrize(
    "text",
    [
        # Paragraphs, one a line.
        "\n".join([PROSE, PROSE[:150], PROSE[20:]] * 3),
        # Headlines of one length end where they end.
        "Storm closes the northern ports for two days\nSenate passes the farm bill after long talks\n"
        "Nurses vote to end the strike in all clinics\nWhale seen in the harbour for the first time\n" * 2,
        "Home\nNews\nSport\nWeather\nTravel\n",
        "",
    ],
)
def test_ends_that_mean_something(text: str) -> None:
    """Where lines are paragraphs, headlines or a menu, there is no width."""
    assert wrap_width(split_lines(text)) is None


@given(st.text("a \n\r\x0b\x0c\x85\u2028", max_size=40))
def test_lines_cut_out_their_text(text: str) -> None:
    """Every line's span is its text, lines do not overlap, and between them stands white space only."""
    at = 0
    for line in split_lines(text):
        assert text[line.start : line.end] == line.text
        assert not text[at : line.start].strip()
        at = line.end
    assert not text[at:].strip()
