"""Two comparisons of the same matter: what appeared, what went, what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from reportgen.decisions import Review, State, read_review

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.model import Comparison, Document, Pair

REWORDED = 0.6
"""Share of words kept in order (Indel similarity) from which two passages are one that was reworded."""

MAX_COMPARED = 400
"""Passages a side that are compared for a rewording; with more, nobody reads the list, and the cost grows with the product."""

MAX_WORDS = 400
"""Words of a passage that are compared."""


@dataclass(frozen=True, slots=True)
class Told:
    """A pair of one run."""

    label: str
    kinds: tuple[str, ...]
    reasons: tuple[str, ...]
    state: str
    """`machine`, `confirmed` or `changed`."""
    official: tuple[str, ...]
    """The texts of its official statements."""
    press: tuple[str, ...]
    """The texts of the report's statements."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A pair of both runs that is not the same in both."""

    what: tuple[str, ...]
    """`label`, `kinds`, `text`, `review`: what differs."""
    old: Told
    new: Told


@dataclass(frozen=True, slots=True)
class ReportDifference:
    """What differs in one report."""

    name: str
    status: str
    """`both`, `new` or `gone`."""
    text_changed: bool
    appeared: tuple[Told, ...]
    went: tuple[Told, ...]
    changed: tuple[Changed, ...]
    same: int
    """Pairs that are the same in both."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two runs."""

    official_changed: bool
    reports: tuple[ReportDifference, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not self.official_changed and all(
            one.status == "both" and not (one.text_changed or one.appeared or one.went or one.changed) for one in self.reports
        )


def find_difference(old: Comparison, new: Comparison) -> Difference:
    """Return what differs between two comparisons.

    Reports are the same by their bytes, else by address, else by file name; pairs by the texts of their statements, so that
    neither order nor numbers matter. A pair whose words changed a little is told as changed, not as gone and new.
    """
    partners = _partner_reports(old.reports, new.reports)
    taken = {report.id for report in partners.values()}
    found = [_report(old, report, new, partners.get(report.id)) for report in old.reports]
    found += [_new_report(new, report) for report in new.reports if report.id not in taken]
    return Difference(old.official.text != new.official.text, tuple(found))


def _partner_reports(old: Sequence[Document], new: Sequence[Document]) -> dict[str, Document]:
    """Return the new report each old one became, under the old one's id."""
    partners: dict[str, Document] = {}
    left = list(new)
    for name in ("sha256", "url", "name"):
        for report in old:
            value = getattr(report, name)
            same = next((one for one in left if value and getattr(one, name) == value), None)
            if report.id not in partners and same is not None:
                partners[report.id] = same
                left.remove(same)
    rest = [report for report in old if report.id not in partners]
    if len(rest) == len(left) == 1:  # one report under another name: an article that was saved anew
        partners[rest[0].id] = left[0]
    return partners


def _new_report(new: Comparison, report: Document) -> ReportDifference:
    return ReportDifference(report.name, "new", True, tuple(_all(new, report)), (), (), 0)


def _report(old: Comparison, report: Document, new: Comparison, partner: Document | None) -> ReportDifference:
    if partner is None:
        return ReportDifference(report.name, "gone", True, (), tuple(_all(old, report)), (), 0)
    before, after = list(_all(old, report)), list(_all(new, partner))
    changed, same = _match_same(before, after)
    changed += _match_reworded(before, after)
    return ReportDifference(partner.name, "both", report.text != partner.text, tuple(after), tuple(before), tuple(changed), same)


def _all(comparison: Comparison, report: Document) -> Iterable[Told]:
    review = read_review(comparison, report.id)
    return [_told(comparison, report, pair, review) for pair in comparison.pairs_of(report.id)]


def _told(comparison: Comparison, report: Document, pair: Pair, review: Review | None) -> Told:
    official, press = comparison.official.statements_by_id, report.statements_by_id
    return Told(
        label=pair.label.value,
        kinds=tuple(sorted({contrast.kind.value for contrast in pair.contrasts})),
        reasons=tuple(contrast.reason for contrast in pair.contrasts),
        state=(review.of(pair).state if review else State.MACHINE).value,
        official=tuple(official[key].text for key in pair.official),
        press=tuple(press[key].text for key in pair.press),
    )


def _match_same(before: list[Told], after: list[Told]) -> tuple[list[Changed], int]:
    """Take pairs of the same texts out of both lists; return those that differ all the same, and how many do not."""
    by_texts: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Told]] = defaultdict(list)
    for one in after:
        by_texts[one.official, one.press].append(one)
    changed: list[Changed] = []
    same = 0
    for one in list(before):
        found = by_texts[one.official, one.press]
        if not found:
            continue
        other = found.pop(0)
        before.remove(one)
        after.remove(other)
        what = _what(one, other)
        if what:
            changed.append(Changed(what, one, other))
        else:
            same += 1
    return changed, same


def _what(old: Told, new: Told) -> tuple[str, ...]:
    checks = {
        "label": old.label != new.label,
        "kinds": old.kinds != new.kinds,
        "text": (old.official, old.press) != (new.official, new.press),
        "review": old.state != new.state,
    }
    return tuple(name for name, differs in checks.items() if differs)


def _match_reworded(before: list[Told], after: list[Told]) -> list[Changed]:
    """Take pairs whose words are nearly the same out of both lists, the nearest first, and return them."""
    if max(len(before), len(after)) > MAX_COMPARED:
        return []
    words = {id(one): _words(one) for one in (*before, *after)}
    likely = (
        (Indel.normalized_similarity(words[id(one)], words[id(other)], score_cutoff=REWORDED), place, other_place)
        for place, one in enumerate(before)
        for other_place, other in enumerate(after)
        if _is_alone(one) == _is_alone(other)
    )
    ranked = sorted((-likeness, place, other_place) for likeness, place, other_place in likely if likeness > 0)
    used: Counter[tuple[str, int]] = Counter()
    found: list[tuple[Told, Told]] = []
    for _, place, other_place in ranked:
        if not used["old", place] and not used["new", other_place]:
            used["old", place] = used["new", other_place] = 1
            found.append((before[place], after[other_place]))
    for one, other in found:
        before.remove(one)
        after.remove(other)
    return [Changed(_what(one, other), one, other) for one, other in found]


def _is_alone(told: Told) -> tuple[bool, bool]:
    """Return which sides a pair lacks: only pairs of one shape are rewordings of each other."""
    return not told.official, not told.press


def _words(told: Told) -> list[str]:
    return " ".join((*told.official, "|", *told.press)).split()[:MAX_WORDS]
