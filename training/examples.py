"""Training examples: pairs of statements with what is known about them, grouped by the press statement they share.

Three kinds of source are read here:

- inference pairs (`read_inference`): premise and hypothesis stand in for the official and the press statement;
- whole reports (`read_reports`, `read_annotated`): two lists of statements and the links between them;
- from a whole report, `groups_of` draws a press statement's partners and the official statements most easily taken for
  one, so that the model learns from negatives of the same matter.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

NLI_CAPS: Mapping[str, int] = {
    "new_protocols": 7000, "wanli_15k": 8000, "semi_automatic_wiki": 5000, "fever_dev": 3000, "mnli_taxi": 5000,
    "mnli_olora": 4000, "fool_me_twice": 600, "fever_symmetric": 500, "kpa": 2000, "conjnli": 800, "snli_20k": 800,
    "cad_nli": 1200, "breaking_nli": 300, "scone": 200, "med": 300, "help": 200, "megaveridicality": 800,
    "function_words": 600, "help_and_or": 100,
}  # fmt: skip
"""Pairs taken of each source. Captions (SNLI, MPE, JOCI) are far from news, and templates teach their template."""

INFERENCE = ("entailment", "neutral", "contradiction")


@dataclass(frozen=True, slots=True)
class Row:
    """One pair with what is known of it; None where the source does not tell."""

    official: str
    press: str
    link: float | None = None
    """1 if the press statement speaks to the official one, 0 if not."""
    contrast: float | None = None
    """1 if, being linked, they differ; 0 if they agree."""
    inference: int | None = None
    """Index into INFERENCE; 3 means neutral or contradiction."""
    weight: float = 1.0


Group = tuple[Row, ...]
"""Rows that share their press statement: the model also learns which of them comes first."""


@dataclass(frozen=True, slots=True)
class Report:
    """An official text and one press report on it, in statements, with the links between them."""

    id: str
    topic: str
    official: tuple[str, ...]
    press: tuple[str, ...]
    links: Mapping[tuple[int, int], bool]
    """(official index, press index) to whether they contrast."""
    official_noise: frozenset[int] = field(default_factory=frozenset)
    press_noise: frozenset[int] = field(default_factory=frozenset)
    """Statements of either side that are furniture and take part in no link."""


def read_inference(path: Path, seed: int) -> list[Group]:
    """Return groups of one pair from the inference file at `path`, each source capped by NLI_CAPS."""
    by_source: dict[str, list[dict[str, str]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            by_source[pair["source"]].append(pair)
    rng = random.Random(seed)
    rows = []
    for source in sorted(by_source):
        pairs = by_source[source]
        rng.shuffle(pairs)
        rows += [(inference_row(pair),) for pair in pairs[: NLI_CAPS.get(source, 0)]]
    rng.shuffle(rows)
    return rows


def inference_row(pair: Mapping[str, str]) -> Row:
    """Return an inference pair as a row: entailment is a link that agrees, contradiction one that differs."""
    label, text = pair["label"], (pair["premise"], pair["hypothesis"])
    if label == "not_entailment":
        return Row(*text, link=0.0 if pair["source"] == "kpa" else None, inference=3)
    if label == "neutral":
        return Row(*text, link=0.0, inference=1, weight=0.3)
    return Row(*text, link=1.0, contrast=float(label == "contradiction"), inference=INFERENCE.index(label))


def read_reports(paths: Iterable[Path]) -> list[Report]:
    """Return the reports written for training, one JSON object a line."""
    return [written_report(json.loads(line)) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


def written_report(entry: Mapping[str, object]) -> Report:
    """Return one report of our own from its JSON object."""
    official, press = tuple(entry["official"]), tuple(entry["press"])  # type: ignore[arg-type]
    links: dict[tuple[int, int], bool] = {}
    for link in entry["links"]:  # type: ignore[attr-defined]
        for key in ((o, p) for o in link["official"] for p in link["press"]):
            links[key] = links.get(key, False) or link["relation"] == "contrasting"
    name = str(entry["id"])
    return Report(id=name, topic=name, official=official, press=press, links=links)


def read_annotated(root: Path) -> list[Report]:
    """Return the annotated reports below `root`, a folder a topic (`gold-N.A.json` beside `*.sents.jsonl`)."""
    return [annotated_report(gold) for gold in sorted(root.glob("*/gold-*.A.json"))]


def annotated_report(path: Path) -> Report:
    """Return the report whose gold file is `path`."""
    number = path.name.split("-")[1].split(".")[0]
    sides = [read_sentences(path.with_name(f"{name}.sents.jsonl")) for name in ("official", f"press-{number}")]
    place = [{key: index for index, (key, _) in enumerate(side)} for side in sides]
    gold = json.loads(path.read_text("utf-8"))
    return Report(
        id=f"{path.parent.name}-{number}",
        topic=path.parent.name,
        official=tuple(text for _, text in sides[0]),
        press=tuple(text for _, text in sides[1]),
        links=gold_links(gold["links"], place),
        official_noise=frozenset(place[0][key] for key in gold["official_noise"]),
        press_noise=frozenset(place[1][key] for key in gold["press_noise"]),
    )


def read_sentences(path: Path) -> list[tuple[str, str]]:
    """Return (id, text) of each sentence in a `*.sents.jsonl` file, white space folded."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(line["id"], " ".join(line["text"].split())) for line in lines]


def gold_links(links: Iterable[Mapping[str, object]], place: Sequence[Mapping[str, int]]) -> dict[tuple[int, int], bool]:
    """Return every pair a gold file links; one that is linked twice contrasts if either link does."""
    out: dict[tuple[int, int], bool] = {}
    for link in links:
        for official in link["official"]:  # type: ignore[attr-defined]
            for press in link["press"]:  # type: ignore[attr-defined]
                key = place[0][official], place[1][press]
                out[key] = out.get(key, False) or link["relation"] == "contrasting"
    return out


def words(text: str) -> list[str]:
    """Return the words of `text` cut to five letters, which serves as a stem here."""
    return [word[:5] for word in re.findall(r"[a-z0-9]+", text.lower())]


def coverage(report: Report) -> list[list[float]]:
    """Return how much of each press statement's words, weighted by rarity, each official one has: [official][press]."""
    sides = [[Counter(words(text)) for text in side] for side in (report.official, report.press)]
    seen = Counter(word for side in sides for statement in side for word in statement)
    total = len(report.official) + len(report.press)
    rarity = {word: log(1 + total / count) for word, count in seen.items()}
    out = []
    for official in sides[0]:
        row = []
        for press in sides[1]:
            whole = sum(rarity[word] for word in press) or 1.0
            row.append(sum(rarity[word] for word in press if word in official) / whole)
        out.append(row)
    return out


def groups_of(
    report: Report, hardness: Sequence[Sequence[float]], rng: random.Random, *, size: int = 9, idle: float = 1.0
) -> list[Group]:
    """Return a group for each press statement of `report`: its partners, and negatives drawn towards the hard ones.

    `hardness` is [official][press]; the rank of an official statement by it sets how often it is drawn. Of the press statements
    without a partner the share `idle` is taken, at random.
    """
    linked = {p for _, p in report.links}
    press = [p for p in range(len(report.press)) if p not in report.press_noise]
    if idle < 1.0:
        press = [p for p in press if p in linked or rng.random() < idle]
    return [group_of(report, p, hardness, rng, size) for p in press]


def group_of(report: Report, press: int, hardness: Sequence[Sequence[float]], rng: random.Random, size: int) -> Group:
    """Return the group of one press statement; without a partner it has fewer negatives, since those are easy to come by."""
    official = [o for o in range(len(report.official)) if o not in report.official_noise]
    partners = [o for o in official if (o, press) in report.links]
    others = sorted((o for o in official if (o, press) not in report.links), key=lambda o: -hardness[o][press])
    wanted = max(3, size - len(partners)) if partners else size - 3
    drawn = sorted(range(len(others)), key=lambda rank: rng.random() ** (1.0 + rank / 4), reverse=True)[:wanted]
    rows = [pair_row(report, o, press) for o in partners] + [pair_row(report, others[rank], press) for rank in drawn]
    return tuple(rows)


def pair_row(report: Report, official: int, press: int) -> Row:
    """Return one pair of a report with its answer."""
    relation = report.links.get((official, press))
    return Row(
        report.official[official],
        report.press[press],
        link=float(relation is not None),
        contrast=None if relation is None else float(relation),
    )
