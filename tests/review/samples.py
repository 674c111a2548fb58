"""Reviews to test with: small texts, orders as the page gives them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportgen.model import Action, ContrastKind, Echo, Pair
from reportgen.review.log import Log
from reportgen.review.orders import Order
from reportgen.review.session import Session
from tests.brief.samples import Pairing, comparison, differs, phrase, plain, security_agreement

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.model import Comparison

AT = "2024-06-14T08:00:00Z"

OFFICIAL = (
    "The bridge over the Ems will reopen on June 13, 2024.",
    "The ministry will spend 15 million euros on the bridge.",
    "Parliament passed the budget by a narrow majority.",
    "The museum bought a painting by Gabriele Muenter.",
)

PRESS = (
    "The bridge over the Ems will reopen on June 13, 2024.",
    "The ministry will spend 14 million euros on the bridge.",
    "Fishermen found a Roman anchor near Ostia.",
    "Parliament passed the budget by a narrow majority.",
)


@cache
def small() -> Comparison:
    """Return two texts of four statements: two pairs matched, one contrasting, one statement omitted, one added."""
    official = plain(OFFICIAL, name="statement.txt", publisher="Ministry of Transport", published="2024-06-12")
    report = plain(PRESS, "press-1", name="daily.txt", publisher="Daily Herald", published="2024-06-13")
    made = Pairing(official, report)
    made.match("O1", "P1", Echo.VERBATIM)
    sides = phrase(official, "O2", "15 million"), phrase(report, "P2", "14 million")
    made.contrast("O2", "P2", differs(ContrastKind.NUMBER, "15 million here, 14 million there.", *([side] for side in sides)))
    made.match("O3", "P4", Echo.VERBATIM)
    return comparison(official, report, pairs=made.all())


@cache
def seeds() -> Comparison:
    """Return the sample documents with pairs set by hand, some statements in two of them, and furniture to put back."""
    return security_agreement()


def two_reports() -> Comparison:
    """Return an official text with two reports on it."""
    one = small()
    other = replace(one.reports[0], id="press-2", name="weekly.txt", publisher="Weekly Post")
    pairs = (replace(pair, id=f"{pair.id[:-1]}x", report="press-2") for pair in one.pairs)
    return replace(one, reports=(*one.reports, other), pairs=(*one.pairs, *pairs))


def session(folder: Path, base: Comparison | None = None) -> Session:
    """Return a review with its log in `folder`, its clock standing still."""
    return Session(base or small(), Log(folder / "review.sqlite"), now=lambda: AT)


def pair_of(review: Session, *statements: str, report: str = "press-1") -> Pair:
    """Return the pair of exactly these statements, as it stands."""
    for pair in review.board.pairs(report):
        if {*pair.official, *pair.press} == set(statements):
            return pair
    raise AssertionError(f"no pair of {statements}")


def order(review: Session, action: Action, *statements: str, report: str = "press-1", **fields: object) -> Order:
    """Return an order about the pair of these statements, as a page that is up to date would give it."""
    pair = pair_of(review, *statements, report=report)
    return Order(action, report, pair.id, review.version(report, pair.id), **fields)  # type: ignore[arg-type]


def part(official: str, press: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return both sides of a pair to be made, ids apart by spaces."""
    return tuple(official.split()), tuple(press.split())
