"""A reviewed comparison in every format: how far the review is, who decided what, a draft until all is decided."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from reportgen.brief.build import build_brief
from reportgen.brief.decided import MAX_DECISIONS
from reportgen.brief.digest import digest
from reportgen.brief.html import html_text
from reportgen.brief.rendering import FORMATS, RenderOptions
from reportgen.brief.tables import csv_bytes
from reportgen.model import Action, Comparison, Label
from tests.brief.samples import numbered, simple
from tests.review.samples import order, session, small

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def half(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Return the small sample with one pair confirmed, one taken apart, and a note."""
    review = session(tmp_path_factory.mktemp("review"))
    review.decide([order(review, Action.CONFIRMED, "O2", "P2")], "Anna")
    review.decide([order(review, Action.REJECTED, "O1", "P1")], "Ben")
    review.decide([order(review, Action.NOTED, "O3", "P4", note="Ask *the* ministry.")], "Anna")
    return review.comparison


@pytest.fixture
def whole(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Return the small sample with every pair confirmed."""
    review = session(tmp_path_factory.mktemp("review"))
    review.decide([order(review, Action.CONFIRMED, *pair.official, *pair.press) for pair in small().pairs], "Anna")
    return review.comparison


def test_nothing_is_said_where_nobody_reviewed() -> None:
    """A brief that was never reviewed is no draft, and says nothing of a review."""
    brief = build_brief(small())
    assert brief.review is None
    assert "review" not in html_text(brief).split("<body>")[1].lower()


def test_a_draft_until_all_is_decided(half: Comparison, whole: Comparison) -> None:
    """The brief says how many pairs were decided, and is a draft until all are."""
    assert build_brief(half).review.words == "Draft: 3 of 6 pairs reviewed"  # type: ignore[union-attr]
    assert build_brief(whole).review.words == "5 of 5 pairs reviewed"  # type: ignore[union-attr]
    assert 'data-draft="DRAFT: 3 OF 6 PAIRS REVIEWED"' in html_text(build_brief(half))
    assert 'data-draft=""' in html_text(build_brief(whole))


def test_who_decided_what(half: Comparison) -> None:
    """Each decision is told with what was, what is, who and when, and its note."""
    review = build_brief(half).review
    assert review is not None
    assert [(one.what, one.before, one.after, one.by, one.note) for one in review.decisions] == [
        ("Confirmed", "O2 P2 contrasting (figures)", "O2 P2 contrasting (figures)", "Anna", None),
        ("Taken apart", "O1 P1 matched", "O1 omitted; P1 added", "Ben", None),
        ("Noted", "", "O3 P4 matched", "Anna", "Ask *the* ministry."),
    ]
    assert review.by == ("Anna", "Ben")
    page = html_text(build_brief(half))
    assert page.index("What was decided in review") > page.index("The texts in full")
    assert "confirmed by Anna" in page
    assert "Anna: Ask *the* ministry." in page


def test_the_table_has_every_pair_s_review(half: Comparison) -> None:
    """In CSV each pair tells where it stands and what was written about it, statements alone too."""
    rows = list(csv.DictReader(io.StringIO(csv_bytes(build_brief(half, complete=True)).decode("utf-8-sig"))))
    told = {" ".join(filter(None, (row["Official ids"], row["Report ids"]))): (row["Review"], row["Notes"]) for row in rows}
    assert told == {
        "O2 P2": ("confirmed by Anna", ""),
        "O3 P4": ("", "Anna: Ask *the* ministry."),
        "O1": ("changed by Ben", ""),
        "P1": ("changed by Ben", ""),
        "O4": ("", ""),
        "P3": ("", ""),
    }


def test_the_digest_says_it(half: Comparison, whole: Comparison) -> None:
    """The digest says how far the review is; once all is decided nothing is a proposal any more."""
    assert "Draft: 3 of 6 pairs reviewed, by Anna and Ben." in digest(build_brief(half))
    assert "proposals" in digest(build_brief(half))
    assert "proposals" not in digest(build_brief(whole))


@pytest.mark.parametrize("name", ["pdf", "docx", "xlsx"])
def test_every_format_is_made(half: Comparison, name: str) -> None:
    """The formats for paper and office hold the decisions too, and the same review gives the same bytes."""
    data = FORMATS[name](half, RenderOptions())
    assert data == FORMATS[name](half, RenderOptions())


def test_the_pdf_bears_the_mark_of_a_draft(half: Comparison, whole: Comparison) -> None:
    """Every page after the first says that it is a draft; none does once all is decided."""
    pdfplumber = pytest.importorskip("pdfplumber")
    for comparison, is_draft in ((half, True), (whole, False)):
        with pdfplumber.open(io.BytesIO(FORMATS["pdf"](comparison, RenderOptions()))) as pdf:
            texts = [page.extract_text() for page in pdf.pages]
        assert all(("DRAFT" in text) is is_draft for text in texts[1:])
        assert "What was decided in review" in texts[-1]


def test_many_decisions_are_counted(tmp_path: Path) -> None:
    """Where more was decided than fits, what changed something is told before mere confirmations."""
    count = MAX_DECISIONS + 20
    review = session(tmp_path, simple(numbered(count, "It is so."), numbered(count, "It is so.")))
    pairs = review.board.pairs("press-1")
    review.decide([order(review, Action.CONFIRMED, *pair.official, *pair.press) for pair in pairs[:-1]], "Anna")
    review.decide([order(review, Action.RELABELLED, *pairs[-1].official, *pairs[-1].press, label=Label.OMITTED)], "Anna")
    found = build_brief(review.comparison).review
    assert found is not None
    assert found.unshown == 20
    assert found.decisions[-1].what == "Relabelled"


def test_hostile_names_and_notes(tmp_path: Path) -> None:
    """Names and notes are data: no markup, no formula, no control characters."""
    review = session(tmp_path)
    review.decide([order(review, Action.NOTED, "O3", "P4", note="=cmd()\x1b[2J<script>alert(1)</script>")], "<b>=1+1</b>")
    brief = build_brief(review.comparison, complete=True)
    page = html_text(brief).split("<body>")[1]
    assert "<script>alert" not in page
    assert "<b>=" not in page
    assert "\x1b" not in page
    rows = csv.reader(io.StringIO(csv_bytes(brief).decode("utf-8-sig")))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
