"""A statement in several pairs stands in full once."""

from __future__ import annotations

from reportgen.brief import build_brief
from reportgen.brief.repeats import ALONE, BEGINNING
from reportgen.model import Comparison, ContrastKind, Echo
from tests.brief.samples import LOREM, Pairing, comparison, differs, phrase, plain

STATEMENT = f"{LOREM} {LOREM}"


def brought_up_again(*, contrasting: bool) -> Comparison:
    """Return a comparison whose long O1 three statements of the report come back to, the last perhaps with a contrast."""
    official = plain([STATEMENT, "The bridge opens on Monday."])
    press = plain(["The wall was a topic.", "Money was, too.", "It will cost 11 million euros."], "press-1")
    made = Pairing(official, press)
    made.match("O1", "P1")
    made.match("O1 O2", "P2")
    if contrasting:
        marks = [phrase(official, "O1", "12 million euros")], [phrase(press, "P3", "11 million euros")]
        made.contrast("O1", "P3", differs(ContrastKind.NUMBER, "The sums differ.", *marks))
    else:
        made.match("O1", "P3")
    return comparison(official, press, pairs=made.all())


def test_the_contrast_has_it_in_full() -> None:
    """The other rows have its beginning and say beside which statement it stands in full; a short statement is not cut."""
    rows = build_brief(brought_up_again(contrasting=True)).reports[0].pairs
    full = next(row for row in rows if row.label == "contrasting")
    assert full.official[0].text == STATEMENT
    for row in rows:
        if row is full:
            continue
        first = row.official[0]
        assert first.elsewhere is not None
        assert (first.elsewhere.statement, first.elsewhere.anchor) == ("P3", full.anchor)
        assert STATEMENT.startswith(first.text)
        assert first.trails
        assert len(first.text) <= (ALONE if len(row.official) == 1 else BEGINNING)
    assert [row.official[1].text for row in rows if len(row.official) > 1] == ["The bridge opens on Monday."]


def test_without_a_contrast_the_first_row_has_it() -> None:
    """Among matched pairs the first has it in full, and the running text leads there."""
    brief = build_brief(brought_up_again(contrasting=False))
    rows = brief.reports[0].pairs
    assert [row.official[0].text == STATEMENT for row in rows] == [True, False, False]
    assert brief.texts[0].statements[0].target == rows[0].anchor


def test_marked_words_are_not_cut() -> None:
    """A row whose words are compared one by one keeps them all, wherever else they stand."""
    official = plain([STATEMENT])
    press = plain([STATEMENT, STATEMENT.replace("mayor", "minister"), STATEMENT], "press-1")
    made = Pairing(official, press)
    for key in ("P1", "P2", "P3"):
        made.match("O1", key, Echo.CLOSE)
    rows = build_brief(comparison(official, press, pairs=made.all())).reports[0].pairs
    assert [row.official[0].elsewhere is None for row in rows] == [True, True, False]


def test_tables_have_every_word() -> None:
    """Tables are data: each row has its statements in full."""
    rows = build_brief(brought_up_again(contrasting=True), complete=True).reports[0].pairs
    assert all(row.official[0].text == STATEMENT for row in rows)
