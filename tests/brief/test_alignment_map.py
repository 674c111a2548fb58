"""The alignment map's geometry."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reportgen.brief import build_brief
from reportgen.brief.alignment_map import MAX_TICKS, NUMBER_ROOM, WIDTH
from tests.brief.samples import GALLERY, numbered, simple


@pytest.mark.parametrize("case", GALLERY)
def test_everything_is_inside(case: str) -> None:
    """Ticks stand side by side from edge to edge, ribbons end on them, numbers have room."""
    for report in build_brief(GALLERY[case]()).reports:
        drawing = report.map
        for strip in (drawing.official, drawing.press):
            assert all(tick.width > 0 for tick in strip)
            assert all(one.x + one.width <= other.x + 0.2 for one, other in pairwise(strip))
            if strip:
                assert (strip[0].x, strip[-1].x + strip[-1].width) == (0, pytest.approx(WIDTH, abs=1))
        edges = {(tick.x, round(tick.x + tick.width, 1)) for tick in drawing.official}
        assert {ribbon.official for ribbon in drawing.ribbons} <= edges
        places = sorted(number.x for number in drawing.numbers)
        assert all(other - one >= NUMBER_ROOM - 0.2 for one, other in pairwise(places))


def test_ticks_are_as_long_as_their_words() -> None:
    """A statement of twice the words is drawn twice as long."""
    drawing = build_brief(simple(["one two three four", "one two three four five six seven eight"], ["x"])).reports[0].map
    assert drawing.official[1].width == pytest.approx(2 * drawing.official[0].width, abs=0.2)


def test_very_many_statements_share_ticks() -> None:
    """From some hundreds of statements on, neighbours are drawn as one."""
    brief = build_brief(simple(numbered(MAX_TICKS * 2 + 10, "a b c d"), numbered(10, "a b c d")))
    assert len(brief.reports[0].map.official) <= MAX_TICKS
