"""The signals of pairs of statements, and what they cost in texts of one form."""

import time
import tracemalloc

import pytest

from reportgen import Document
from reportgen.align.links import near_pairs
from reportgen.align.signals import SignalTable
from reportgen.engine import prepare
from reportgen.reading import read_statements
from reportgen.settings import Settings

OFFICIAL = "The ministry opened the bridge on Monday.\n\nThe bridge cost five million euros.\n\nNobody was hurt."
PRESS = "Nobody was hurt, police said.\n\nIt rained.\n\nThe bridge that the ministry opened cost five million euros."


def _table(official: str, press: str) -> SignalTable:
    """Return the table of two texts."""
    sides = [prepare(Document.from_text(text), name, Settings()) for text, name in ((official, "official"), (press, "press-1"))]
    reading, (report,) = read_statements(sides[0], sides[1:])
    return SignalTable(reading, report)


def test_one_cosine_and_all_of_a_statement() -> None:
    """The cosine of one pair is the one among all of its press statement, to the last digit; what shares no word has none."""
    table = _table(OFFICIAL, PRESS)
    for press in range(3):
        assert table.cosines_of(press).tolist() == [table.cosine(official, press) for official in range(3)]
    assert table.pairs() == [(0, 2), (1, 2), (2, 0)]
    assert near_pairs(table, 3) == [(2, 0), (1, 2), (0, 2)]


def test_coverages_of_all_pairs() -> None:
    """The table of coverages says of every pair what its signals say."""
    table = _table(OFFICIAL, PRESS)
    for official in range(3):
        for press in range(3):
            expected = table.signals(official, press).press_coverage
            assert table.press_coverages()[official, press] == pytest.approx(expected)


def test_texts_of_one_form() -> None:
    """Texts whose statements all share their words keep nothing for each pair."""
    line = "The ministry said on Monday that the bridge number {0} will be repaired for {0} million euros."
    text = "\n\n".join(line.format(number) for number in range(400))
    sides = [prepare(Document.from_text(text), name, Settings()) for name in ("official", "press-1")]
    reading, (report,) = read_statements(sides[0], sides[1:])
    tracemalloc.start()
    begin = time.process_time()
    SignalTable(reading, report)
    took, (_, most) = time.process_time() - begin, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 15_000_000  # a number under each of the 160,000 pairs takes more
    assert took < 20
