"""The summary of a batch: what its tables add up to, as one value that pages are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.batch.duck import connection, quoted
from reportgen.brief.text import date_words, map_texts, printable, quantity, shorten
from reportgen.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.batch.storage import Folder

ROWS = 25
"""Rows shown of a table; what lies behind is in the Parquet files."""

OUTLETS = 40
"""Outlets shown."""

FAILURES = 40
"""Failures shown."""

TEXT = 240
"""Characters shown of a statement: three lines of the table."""

SHORTEST = 30
"""Characters of the shortest statement whose absence is told: "See table 1." is nothing to miss."""

NAME = 60
"""Characters shown of a title or an outlet."""

KINDS = ("number", "timing", "polarity", "certainty", "commitment", "actor", "wording")
"""The kinds of contrast, in the order of the README."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many statements have each label; they add up to `whole`."""

    whole: int
    matched: int
    contrasting: int
    alone: int
    """Omitted for the official side, added for the press."""

    def percent(self, part: int) -> int:
        """Return a part as a share of the whole in percent: 100 only where it is all of it, 0 only where it is nothing."""
        if part in (0, self.whole):
            return 100 if part else 0
        return min(99, max(1, round(100 * part / self.whole)))


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of contrast over all comparisons."""

    kind: str
    contrasts: int
    clear: int
    comparisons: int
    """Comparisons with at least one of them."""
    outlets: int
    """Outlets with at least one of them."""


@dataclass(frozen=True, slots=True)
class DroppedRow:
    """An official statement, and in how many of the reports on its text it is missing."""

    text: str
    source: str
    """The title of the official text, or how many texts it stands in."""
    reports: int
    omitted: int
    contrasting: int


@dataclass(frozen=True, slots=True)
class RecurringRow:
    """A contrast that several reports have with the same official statement."""

    kind: str
    text: str
    """The official statement."""
    reason: str
    """What differs, as most of them have it."""
    reports: int
    whole: int
    """Reports compared with a text that has the statement."""
    outlets: str


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One outlet over all its reports."""

    name: str
    reports: int
    official: Share
    """The statements of the official texts its reports are on."""
    press: Share
    """The statements of its reports."""
    contrasts: int
    clear: int
    kinds: str
    """The kinds of its contrasts with their number, most frequent first."""


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One official text over all reports on it."""

    title: str
    publisher: str | None
    published: str | None
    reports: int
    official: Share
    contrasts: int


@dataclass(frozen=True, slots=True)
class FailureRow:
    """A line of the manifest that could not be compared."""

    official: str
    press: str
    message: str


@dataclass(frozen=True, slots=True)
class Table:
    """How much of a table is shown."""

    rows: tuple[Any, ...]
    total: int
    """How many rows there are, those not shown included."""

    @property
    def unshown(self) -> int:
        """Rows that are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the pages of a summary show."""

    title: str
    sentence: str
    """The figures in a sentence or two."""
    language: str
    period: str | None
    """From the first to the last day of a text, in words."""
    date: str | None
    """The ISO date of the latest text; the summary's own."""
    program: str
    comparisons: int
    failed: int
    officials: int
    outlet_count: int
    official: Share
    press: Share
    contrasts: int
    clear: int
    kinds: tuple[KindRow, ...]
    dropped: Table
    recurring: Table
    outlets: Table
    texts: Table
    failures: Table


def build_summary(folder: Folder, *, memory: str) -> Summary:
    """Return the summary of the tables in `folder`; the same tables give the same summary."""
    with connection(memory=memory, folders=(folder.place,)) as duck:
        for table in ("comparisons", "statements", "contrasts"):
            file = folder.address(f"{table}.parquet")
            duck.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet({quoted(file)})")
        duck.execute(_VIEWS)
        return map_texts(_summary(duck), printable)


OUTLET = (
    "coalesce(nullif(trim(press_publisher), ''), nullif(regexp_extract(press_url, '^https?://(?:www\\.)?([^/:?#]+)', 1), ''), "
    "'Not named')"
)
"""SQL: what a report's outlet is called: its publisher, else the host of its address."""

_VIEWS = f"""
CREATE VIEW done AS SELECT *, {OUTLET} AS outlet FROM comparisons WHERE status = 'done';
CREATE TABLE official AS
    SELECT comparison, label, text, lower(text) AS key, try_cast(statement[2:] AS INT) AS place FROM statements
    WHERE side = 'official' AND kind IN ('sentence', 'item');
CREATE TABLE told AS
    SELECT c.*, d.outlet, lower(c.official_text) AS key FROM contrasts c JOIN done d USING (comparison);
"""


def _summary(duck: Any) -> Summary:
    (compared, officials, outlets, first, last, contrasts, clear) = duck.execute(
        "SELECT count(*), count(DISTINCT official_sha256), count(DISTINCT outlet), min(first), max(last), "
        "coalesce(sum(contrasts), 0)::INT, coalesce(sum(clear_contrasts), 0)::INT FROM (SELECT *, "
        "least(official_published[:10], press_published[:10]) AS first, "
        "greatest(official_published[:10], press_published[:10]) AS last FROM done)"
    ).fetchone()
    (failed,) = duck.execute("SELECT count(*) FROM comparisons WHERE status = 'failed'").fetchone()
    official, press = _shares(duck.execute(f"SELECT {_SUMS} FROM done").fetchone())
    return Summary(
        title="What the reports made of the official texts",
        sentence=_sentence(compared, officials, official, contrasts, clear),
        language="en",
        period=_period(first, last),
        date=last,
        program=f"reportgen {__version__}",
        comparisons=compared,
        failed=failed,
        officials=officials,
        outlet_count=outlets,
        official=official,
        press=press,
        contrasts=contrasts,
        clear=clear,
        kinds=_kinds(duck),
        dropped=_dropped(duck),
        recurring=_recurring(duck),
        outlets=_outlets(duck),
        texts=_texts(duck),
        failures=_failures(duck),
    )


_SUMS = ", ".join(
    f"coalesce(sum({column}), 0)::INT"
    for column in (
        "official_statements", "official_matched", "official_contrasting", "official_omitted",
        "press_statements", "press_matched", "press_contrasting", "press_added",
    )
)  # fmt: skip


def _shares(sums: Sequence[int]) -> tuple[Share, Share]:
    return Share(*sums[:4]), Share(*sums[4:8])


def _sentence(compared: int, officials: int, official: Share, contrasts: int, clear: int) -> str:
    if not compared:
        return "Nothing could be compared."
    reports = f"{quantity(compared, 'report')} on {quantity(officials, 'official text')}"
    carried = official.percent(official.matched + official.contrasting)
    said = f"Counted once for each report, {carried} percent of {quantity(official.whole, 'official statement')} found a partner"
    differ = f"{quantity(contrasts, 'contrast')}, {clear:,} of them clear" if contrasts else "no contrast"
    return f"{reports}. {said}; there {'is' if contrasts < 2 else 'are'} {differ}."


def _period(first: str | None, last: str | None) -> str | None:
    days = [date_words(day) for day in (first, last) if day]
    return " to ".join(dict.fromkeys(day for day in days if day)) or None


def _kinds(duck: Any) -> tuple[KindRow, ...]:
    rows = duck.execute(
        "SELECT kind, count(*), count(*) FILTER (strength = 'clear'), count(DISTINCT comparison), count(DISTINCT outlet) "
        "FROM told GROUP BY kind"
    ).fetchall()
    return tuple(sorted((KindRow(*row) for row in rows), key=lambda row: (-row.contrasts, KINDS.index(row.kind))))


def _dropped(duck: Any) -> Table:
    """Return the statements most reports leave out, among those that at least two could have had."""
    query = (
        "SELECT min(text), count(DISTINCT official_sha256) AS texts, min(coalesce(official_title, d.official)) AS title, "
        "count(*) AS reports, count(*) FILTER (label = 'omitted') AS omitted, count(*) FILTER (label = 'contrasting'), "
        "row_number() OVER (PARTITION BY title, omitted ORDER BY min(place), key) AS turn, key "
        f"FROM official o JOIN done d USING (comparison) WHERE length(text) >= {SHORTEST} "
        "GROUP BY key HAVING reports > 1 AND omitted > 0"
    )
    # Where many are left out equally often, each text has its turn, with what it says first.
    total, rows = _top(duck, query, "omitted DESC, omitted / reports DESC, turn, title, key", ROWS)
    return Table(
        tuple(
            DroppedRow(shorten(text, TEXT), _standing(texts, title), reports, omitted, contrasting)
            for text, texts, title, reports, omitted, contrasting, *_ in rows
        ),
        total,
    )


def _standing(texts: int, title: str) -> str:
    return shorten(title, NAME) if texts == 1 else f"in {quantity(texts, 'official text')}"


def _recurring(duck: Any) -> Table:
    query = (
        "SELECT t.kind, min(t.official_text), mode(t.reason ORDER BY t.reason), count(DISTINCT t.comparison) AS reports, "
        "max(w.whole) AS whole, list_sort(list(DISTINCT t.outlet)), t.key "
        "FROM told t LEFT JOIN (SELECT key, count(DISTINCT comparison) AS whole FROM official GROUP BY key) w USING (key) "
        "WHERE t.key IS NOT NULL GROUP BY t.kind, t.key HAVING reports > 1"
    )
    total, rows = _top(duck, query, "reports DESC, whole, kind, key", ROWS)
    return Table(
        tuple(
            RecurringRow(kind, shorten(text, TEXT), shorten(reason, TEXT), reports, whole or reports, _listed(outlets))
            for kind, text, reason, reports, whole, outlets, _ in rows
        ),
        total,
    )


def _outlets(duck: Any) -> Table:
    query = (
        f"SELECT outlet, count(*) AS reports, sum(contrasts)::INT, sum(clear_contrasts)::INT, {_SUMS} FROM done GROUP BY outlet"
    )
    total, rows = _top(duck, query, "reports DESC, outlet", OUTLETS)
    kinds: dict[str, list[str]] = {}
    for outlet, kind, count in duck.execute(
        "SELECT outlet, kind, count(*) AS n FROM told GROUP BY ALL ORDER BY outlet, n DESC, kind"
    ).fetchall():
        kinds.setdefault(outlet, []).append(f"{kind} {count}")
    return Table(
        tuple(
            OutletRow(shorten(name, NAME), reports, *_shares(sums), contrasts, clear, ", ".join(kinds.get(name, [])))
            for name, reports, contrasts, clear, *sums in rows
        ),
        total,
    )


def _texts(duck: Any) -> Table:
    query = (
        "SELECT min(coalesce(official_title, official)) AS title, min(official_publisher), min(official_published), "
        f"count(*) AS reports, sum(contrasts)::INT AS contrasts, {_SUMS}, official_sha256 FROM done GROUP BY official_sha256"
    )
    total, rows = _top(duck, query, "reports DESC, contrasts DESC, title, official_sha256", ROWS)
    return Table(
        tuple(
            OfficialRow(shorten(title, TEXT), publisher and shorten(publisher, NAME), date_words(published), reports,
                        _shares(sums)[0], contrasts)
            for title, publisher, published, reports, contrasts, *sums in rows
        ),
        total,
    )  # fmt: skip


def _failures(duck: Any) -> Table:
    query = "SELECT official, press, message, comparison FROM comparisons WHERE status = 'failed'"
    total, rows = _top(duck, query, "comparison", FAILURES)
    return Table(tuple(FailureRow(*(shorten(part or "", TEXT) for part in row[:3])) for row in rows), total)


def _top(duck: Any, query: str, order: str, limit: int) -> tuple[int, list[Any]]:
    """Return how many rows a query has, and the first of them."""
    (total,) = duck.execute(f"SELECT count(*) FROM ({query})").fetchone()
    return total, duck.execute(f"SELECT * FROM ({query}) ORDER BY {order} LIMIT {limit}").fetchall()


def _listed(outlets: Sequence[str]) -> str:
    """Return outlets by name, the first five of them."""
    shown = [shorten(name, NAME) for name in outlets[:5]]
    return ", ".join(shown) + (f" and {len(outlets) - 5} more" if len(outlets) > 5 else "")
