"""A statement in several pairs stands in full once."""

from __future__ import annotations

import re

from reportgen.brief import build_brief
from reportgen.brief.build import CARDS
from reportgen.brief.pdf import print_html
from reportgen.brief.repeats import ALONE, BEGINNING
from reportgen.model import Comparison, ContrastKind, Echo
from tests.brief.samples import LOREM, Pairing, comparison, differs, numbered, phrase, plain, twenty_reports

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


def long_pairs(count: int) -> Comparison:
    """Return a comparison too long to be printed with its running texts: every second pair contrasts, and a short one does."""
    official, press = numbered(count), numbered(count, LOREM.replace("12 million", "11 million"))
    left, right = plain([*official, "Ten were hurt."]), plain([*press, "Nine were hurt."], "press-1")
    made = Pairing(left, right)
    for number in range(1, count + 1):
        ids = f"O{number}", f"P{number}"
        if number % 2:
            made.match(*ids)
        else:
            made.contrast(*ids, differs(ContrastKind.NUMBER, f"Sums {number}.", [phrase(left, ids[0], "12")], []))
    last = f"O{count + 1}", f"P{count + 1}"
    told = differs(
        ContrastKind.NUMBER, "Ten, nine.", [phrase(left, last[0], "Ten")], [phrase(right, last[1], "Nine")], confidence=1
    )
    made.contrast(*last, told)
    return comparison(left, right, pairs=made.all())


def test_on_paper_a_long_brief_says_nothing_twice() -> None:
    """Its running texts are left out, the words of its lighter contrasts stand among the pairs only, and no link is dead."""
    given = long_pairs(80)
    brief = build_brief(given, on_paper=True)
    report = brief.reports[0]
    assert brief.condensed
    assert brief.texts == ()
    assert (len(report.contrasts), report.carded) == (41, CARDS)
    html = print_html(brief)
    assert html.count('class="card ') == CARDS
    assert "Sums 80." in html
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r' id="([^"]+)"', html))


def test_on_paper_every_word_stands_once() -> None:
    """A statement stands in full on its card or in its row; a row is shortened only where its card has all its words."""
    brief = build_brief(long_pairs(80), on_paper=True)
    rows, cards = brief.reports[0].pairs, brief.reports[0].contrasts
    shown = {item.text for place in (*rows, *cards) for item in (*place.official, *place.press)}
    given = long_pairs(80)
    assert {one.text for document in (given.official, *given.reports) for one in document.statements} <= shown


def test_on_paper_a_row_leads_to_its_card() -> None:
    """A row whose card has every word has their beginning, and what other rows leave to it stands on the card."""
    statement = f"It costs 12 million: {' '.join(['restoration'] * 24)}."
    official = plain([statement, *numbered(150)])
    press = plain(["It will cost 11 million.", "Money.", *numbered(150)], "press-1")
    made = Pairing(official, press)
    made.contrast("O1", "P1", differs(ContrastKind.NUMBER, "The sums differ.", [phrase(official, "O1", "12 million")], []))
    made.match("O1", "P2")
    report = build_brief(comparison(official, press, pairs=made.all()), on_paper=True).reports[0]
    (row, other), (card,) = report.pairs, report.contrasts
    assert card.official[0].text == statement
    assert row.official[0].trails
    assert other.official[0].elsewhere is not None
    assert other.official[0].elsewhere.anchor == card.anchor


def test_short_briefs_and_screens_have_everything() -> None:
    """A brief of ordinary length has its running texts on paper too, and on a screen a long one has."""
    assert build_brief(brought_up_again(contrasting=True), on_paper=True).texts
    on_screen = build_brief(long_pairs(80))
    assert len(on_screen.texts) == 2
    assert on_screen.reports[0].carded == len(on_screen.reports[0].contrasts)


def test_of_several_reports_the_official_text_is_printed() -> None:
    """With several reports the pages show parts of the official text only, so it is printed whole; of figures, what differs."""
    brief = build_brief(twenty_reports(), on_paper=True)
    assert [text.source.short for text in brief.texts] == ["City Hall"]
    assert {line.verdict for report in brief.reports for line in report.figures} <= {"differs"}
