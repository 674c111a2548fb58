"""Fit the weights of `reportgen/data/aligner.json`: `python -m training.fit_aligner [FOLDER OF ANNOTATED REPORTS]`.

Two logistic models over signals the package computes itself. `link`: would an editor pair these two statements; fitted on the
annotated reports of `training/data`, and on the folder's where one is given. `contrast`: does a difference a kind found stand
as a contrast; fitted on the same reports and on the trap suite. Needs scikit-learn, which the package does not.
"""

from __future__ import annotations

import json
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from reportgen.align import Alignment
from reportgen.align.links import contrast_signals
from reportgen.align.scorer import load_logistic
from reportgen.align.signals import NAMES, SignalTable
from reportgen.label.contrasts import KINDS
from reportgen.label.pairs import read_findings
from reportgen.model import Document, Statement
from reportgen.profile.voices import assign_voices
from reportgen.reading import read_statements
from reportgen.settings import Settings

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "reportgen" / "data" / "aligner.json"


def load_written() -> list[dict[str, Any]]:
    """Return the annotated reports of `training/data`: official and press sentences, and the relation of each linked pair."""
    found = []
    for path in sorted((ROOT / "training" / "data").glob("reports-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            relations = {(o, p): link["relation"] for link in item["links"] for o in link["official"] for p in link["press"]}
            found.append({"topic": item["id"], "official": item["official"], "press": item["press"], "relations": relations})
    return found


def load_traps() -> list[dict[str, Any]]:
    """Return the trap suite's cases; every pair of an expected contrast counts as one where each side is one sentence."""
    found = []
    for path in sorted((ROOT / "tests" / "traps").glob("*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            relations = {(0, 0): "contrasting"} if item["expect"] else {}
            dates = item.get("official_published"), item.get("press_published")
            found.append(
                {
                    "topic": item["id"],
                    "official": [item["official"]],
                    "press": [item["press"]],
                    "relations": relations,
                    "dates": dates,
                }
            )
    return found


def load_open(folder: Path) -> list[dict[str, Any]]:
    """Return annotated reports kept as `gold-N.A.json` beside `official.sents.jsonl` and `press-N.sents.jsonl`."""
    found = []
    for path in sorted(folder.glob("*/gold-*.A.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        number = path.name.split("-")[1].split(".")[0]
        sides = {}
        for side, name in (("official", "official"), ("press", f"press-{number}")):
            lines = (path.parent / f"{name}.sents.jsonl").read_text(encoding="utf-8").splitlines()
            noise = set(gold[f"{side}_noise"])
            sides[side] = [item for item in map(json.loads, lines) if item["id"] not in noise]
        places = {side: {item["id"]: index for index, item in enumerate(items)} for side, items in sides.items()}
        relations: dict[tuple[int, int], str] = {}
        for link in gold["links"]:
            for o in link["official"]:
                for p in link["press"]:
                    if o in places["official"] and p in places["press"]:
                        key = places["official"][o], places["press"][p]
                        relations[key] = "contrasting" if relations.get(key) == "contrasting" else link["relation"]
        texts = {side: [" ".join(item["text"].split()) for item in items] for side, items in sides.items()}
        found.append({"topic": path.parent.name, **texts, "relations": relations})
    return found


def document(sentences: list[str], prefix: str, published: str | None = None) -> Document:
    """Return a document whose statements are given."""
    text = "\n".join(sentences)
    statements, start = [], 0
    for number, sentence in enumerate(sentences, 1):
        statements.append(Statement(f"{prefix}{number}", sentence, start, start + len(sentence)))
        start += len(sentence) + 1
    return Document("x", None, None, published, None, "en", "x", "text/plain", "0" * 64, text, tuple(statements))


def align(item: dict[str, Any]) -> Alignment:
    """Return the alignment of an annotated report."""
    dates = item.get("dates", (None, None))
    official = assign_voices(document(item["official"], "O", dates[0]), official=None)
    press = assign_voices(document(item["press"], "P", dates[1]), official=official)
    reading, readings = read_statements(official, [press])
    return Alignment(reading, readings[0], Settings())


def link_rows(item: dict[str, Any]) -> tuple[list[tuple[int, int]], Any, Any]:
    """Return the pairs of a report that share a word, their signals and whether an editor links them."""
    table: SignalTable = align(item).table
    keys = table.pairs()
    rows = np.array([astuple(table.signals(*key)) for key in keys]).reshape(len(keys), len(NAMES))
    return keys, rows, np.array([key in item["relations"] for key in keys], dtype=bool)


def contrast_rows(item: dict[str, Any]) -> tuple[list[list[float]], list[bool]]:
    """Return the signals of each pair of statements in which a kind found something, and whether an editor sees a contrast."""
    alignment = align(item)
    rows, hits = [], []
    for key, findings in read_findings(alignment).items():
        for kind in KINDS:
            certainty = max((finding.certainty for finding in findings if finding.kind == kind), default=0.0)
            if certainty:
                signals = contrast_signals(alignment.link(*key), {name: certainty if name == kind else 0.0 for name in KINDS})
                rows.append(list(signals.values()))
                hits.append(item["relations"].get(key) == "contrasting")
    return rows, hits


def fit(rows: Any, hits: Any, names: tuple[str, ...], *, strength: float = 0.1) -> dict[str, Any]:
    """Return bias and weights for signals as they are: standardised for the fit, and back again."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=5000).fit((rows - mean) / spread, hits)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (weights * mean).sum())
    return {"bias": round(bias, 4), "weights": {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}}


def write(model: dict[str, Any], name: str) -> None:
    """Put a model under its name into the package's file."""
    known = json.loads(TARGET.read_text(encoding="utf-8"))
    TARGET.write_text(json.dumps(known | {name: model}, indent=1) + "\n", encoding="utf-8")
    load_logistic.cache_clear()


def main(arguments: list[str]) -> None:
    """Fit both models and write them."""
    items = load_written() + (load_open(Path(arguments[0])) if arguments else [])
    parts = [link_rows(item)[1:] for item in items]
    write(fit(np.vstack([rows for rows, _ in parts]), np.hstack([hits for _, hits in parts]), NAMES), "link")
    found = [contrast_rows(item) for item in items + load_traps()]
    rows = np.array([row for part, _ in found for row in part])
    hits = np.array([hit for _, part in found for hit in part])
    write(fit(rows, hits, ("link", *KINDS), strength=1.0), "contrast")
    print(f"link: {sum(len(h) for _, h in parts)} pairs, contrast: {len(hits)} findings, {int(hits.sum())} of them right")


if __name__ == "__main__":
    main(sys.argv[1:])
