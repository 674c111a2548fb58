"""Fit the weights of `reportgen/data/aligner.json`: `python -m training.fit_aligner [FOLDER OF ANNOTATED REPORTS]`.

Five logistic models over signals the package computes itself, each fitted alone where its name is given (`--standing`):

- `link`: would an editor pair these two statements; fitted on the folder's reports and, with less weight, on the newest of
  `training/data` that the pair model was not taught: of the others it knows the answers;
- `glance`: will `link` find a pair likely enough to be read for differences, asked before the pair model reads it; fitted on the
  first reports the pair model was taught;
- `link_by_words`: `link` without the pair model, for very long texts; fitted on these and the folder's;
- `contrast`: does a difference a kind found stand as a contrast; fitted on the same and on the trap suite;
- `standing`: does an editor see a contrast between two statements at all; fitted on the folder's reports and those of
  `training/data` that the pair model was not taught.

`--folds` shows how good `link` is on topics not fitted on; `--by-topic` writes, for every fifth of the folder's topics, the
weights of `link` and `standing` that the other four give, with which `tests/bench/floors.py` scores them. Needs scikit-learn,
which the package does not.
"""

from __future__ import annotations

import json
import sys
from dataclasses import astuple
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from reportgen.align import Alignment
from reportgen.align.links import ANSWER_LINK_FLOOR, CONTRAST_LINK_FLOOR
from reportgen.align.meaning import GLANCE_NAMES, MEANING_NAMES
from reportgen.align.scorer import load_logistic
from reportgen.align.signals import NAMES, SignalTable
from reportgen.label.contrasts import KINDS, contrast_signals, find_findings
from reportgen.label.pairs import candidate_of, read_findings
from reportgen.label.standing import STANDING_NAMES, can_be_told, standing_signals
from reportgen.model import Document, Statement
from reportgen.profile.voices import assign_voices
from reportgen.reading import read_statements
from reportgen.settings import Settings

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "reportgen" / "data" / "aligner.json"
WRITTEN_COUNT = 0.1
"""How much a pair of a written report counts in `link` beside one of a real one."""
BY_TOPIC = ROOT / "tests" / "bench" / "by_topic.json"
FOLDS = 5
"""Parts of the folder's topics, each scored with weights fitted on the others."""
LINK_NAMES = (*NAMES, *MEANING_NAMES)
"""The signals of `link`."""
LinkRows = tuple[list[tuple[int, int]], Any, Any]
"""Pairs of statements of a report, their signals, and whether an editor links each."""


def load_written() -> list[dict[str, Any]]:
    """Return the annotated reports of `training/data` that the pair model was taught first, with their relations."""
    return _load("reports-*.jsonl")


def _load(pattern: str) -> list[dict[str, Any]]:
    found = []
    for path in sorted((ROOT / "training" / "data").glob(pattern)):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            relations = {(o, p): link["relation"] for link in item["links"] for o in link["official"] for p in link["press"]}
            found.append({"topic": item["id"], "official": item["official"], "press": item["press"], "relations": relations})
    return found


def load_fresh() -> list[dict[str, Any]]:
    """Return the annotated reports of `training/data` that the pair model was not taught."""
    return _load("fresh-*.jsonl")


def load_newest() -> list[dict[str, Any]]:
    """Return the newest of these, all pairs of which are read for `link`; that of the others would take an hour more."""
    return _load("fresh-l-*.jsonl")


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


def align(item: dict[str, Any], *, by_words_alone: bool = False, reads_all: bool = False) -> Alignment:
    """Return the alignment of an annotated report."""
    dates = item.get("dates", (None, None))
    official = assign_voices(document(item["official"], "O", dates[0]), official=None)
    press = assign_voices(document(item["press"], "P", dates[1]), official=official)
    reading, readings = read_statements(official, [press])
    return Alignment(reading, readings[0], Settings(), by_words_alone=by_words_alone, reads_all=reads_all)


def link_rows(item: dict[str, Any]) -> LinkRows:
    """Return the candidate pairs of a report, all their signals and whether an editor links them."""
    alignment = align(item, reads_all=True)
    keys = alignment.meanings.candidates if alignment.meanings else []
    rows = np.array([list(alignment.explain(*key).values()) for key in keys]).reshape(len(keys), len(LINK_NAMES))
    return keys, rows, np.array([key in item["relations"] for key in keys], dtype=bool)


def glance_rows(item: dict[str, Any]) -> tuple[Any, Any]:
    """Return the signals of all near pairs of a report that are known before reading, and whether `link` finds them likely."""
    alignment = align(item, reads_all=True)
    meanings = alignment.meanings
    keys = meanings.candidates if meanings else []
    rows = np.array([list(meanings.glance(*key).values()) for key in keys] if meanings else [])
    likely = [alignment.link(*key).probability >= CONTRAST_LINK_FLOOR for key in keys]
    return rows.reshape(len(keys), len(GLANCE_NAMES)), np.array(likely, dtype=bool)


def word_rows(item: dict[str, Any]) -> LinkRows:
    """Return the pairs of a report that share a word, their signals of words and whether an editor links them."""
    table: SignalTable = align(item, by_words_alone=True).table
    keys = table.pairs()
    rows = np.array([astuple(table.signals(*key)) for key in keys]).reshape(len(keys), len(NAMES))
    return keys, rows, np.array([key in item["relations"] for key in keys], dtype=bool)


def contrast_rows(item: dict[str, Any]) -> tuple[list[list[float]], list[bool]]:
    """Return the signals of each pair of statements in which a kind found something, and whether an editor sees a contrast."""
    alignment = align(item, by_words_alone=True)
    rows, hits = [], []
    for key, findings in read_findings(alignment).items():
        for kind in KINDS:
            certainty = max((finding.certainty for finding in findings if finding.kind == kind), default=0.0)
            if certainty:
                rows.append(list(contrast_signals(kind, certainty).values()))
                hits.append(item["relations"].get(key) == "contrasting")
    return rows, hits


def standing_rows(item: dict[str, Any]) -> tuple[list[list[float]], list[bool]]:
    """Return what is weighed of each pair of statements whose standing can be told, and whether an editor sees a contrast."""
    alignment = align(item)
    rows, hits = [], []
    for key, link in alignment.candidates.items():
        if link.is_twin or link.probability < ANSWER_LINK_FLOOR:
            continue
        findings = find_findings(candidate_of(alignment, [link]))
        if can_be_told(alignment, link):
            rows.append([float(value) for value in standing_signals(alignment, link, findings).values()])
            hits.append(item["relations"].get(key) == "contrasting")
    return rows, hits


def fit(rows: Any, hits: Any, names: tuple[str, ...], *, strength: float = 0.1, counts: Any = None) -> dict[str, Any]:
    """Return bias and weights for signals as they are: standardised for the fit, and back again.

    `counts` is how much each row counts, 1 by default.
    """
    counts = np.ones(len(hits)) if counts is None else counts
    mean = np.average(rows, axis=0, weights=counts)
    spread = np.sqrt(np.average((rows - mean) ** 2, axis=0, weights=counts)) + 1e-9
    model = LogisticRegression(C=strength, max_iter=5000).fit((rows - mean) / spread, hits, sample_weight=counts)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (weights * mean).sum())
    return {"bias": round(bias, 4), "weights": {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}}


def write(model: dict[str, Any], name: str) -> None:
    """Put a model under its name into the package's file."""
    known = json.loads(TARGET.read_text(encoding="utf-8"))
    TARGET.write_text(json.dumps(known | {name: model}, indent=1) + "\n", encoding="utf-8")
    load_logistic.cache_clear()


def stacked(parts: list[LinkRows]) -> tuple[Any, Any]:
    """Return the rows and the answers of several reports as one."""
    return np.vstack([rows for _, rows, _ in parts]), np.hstack([hits for _, _, hits in parts])


def best_f1(scores: Any, hits: Any, wanted: int) -> tuple[float, float, float, float]:
    """Return the best F1 over all floors of the scores, with its floor, precision and recall; `wanted` links are to be found."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(hits[order])
    precision, recall = right / np.arange(1, len(order) + 1), right / wanted
    values = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(values.argmax())
    return float(values[best]), float(scores[order][best]), float(precision[best]), float(recall[best])


def show_folds(items: list[dict[str, Any]], parts: list[LinkRows], newest: list[LinkRows]) -> None:
    """Print how good `link` is on each topic when fitted on the others, over all topics together, by groups of signals."""
    wanted = sum(len(item["relations"]) for item in items)
    topics = [item["topic"] for item in items]
    hits = stacked(parts)[1]
    groups = {
        "words": lambda name: name in NAMES,
        "without the model that reads both": lambda name: not name.startswith("read_"),
        "without affinity": lambda name: not name.startswith("affinity"),
        "all": lambda _: True,
    }
    for title, is_in in groups.items():
        names = tuple(name for name in LINK_NAMES if is_in(name))
        models = {
            topic: link_model([part for part, other in zip(parts, topics, strict=True) if other != topic], newest, names)
            for topic in set(topics)
        }
        scores = np.hstack([scores_of(models[topic], rows) for topic, (_, rows, _) in zip(topics, parts, strict=True)])
        f1, floor, precision, recall = best_f1(1 / (1 + np.exp(-scores)), hits, wanted)
        print(f"{title:<36} F1 {f1:.3f} at floor {floor:.2f}: precision {precision:.3f}, recall {recall:.3f}")


def main(arguments: list[str]) -> None:
    """Fit the models and write them."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("-")]
    annotated = load_open(folders[0]) if folders else []
    if not annotated and {"--folds", "--by-topic"} & set(arguments):
        sys.exit("name the folder of annotated reports")
    if "--folds" in arguments:
        show_folds(annotated, [link_rows(item) for item in annotated], [link_rows(item) for item in load_newest()])
        return
    if "--by-topic" in arguments:
        write_by_topic(annotated)
        return
    chosen = {argument.removeprefix("--") for argument in arguments if argument.startswith("--")} or set(STEPS)
    if unknown := chosen - set(STEPS):
        sys.exit(f"there is no model {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}")
    for name, step in STEPS.items():
        if name in chosen:
            step(annotated)


def write_by_topic(annotated: list[dict[str, Any]]) -> None:
    """Write the weights of `link` and `standing` for each part of the topics, fitted without it; the package keeps its own.

    What `standing` weighs of the written reports, which are of none of the topics, is read once, by the package's `link`.
    """
    shipped = TARGET.read_text(encoding="utf-8")
    parts, newest = [link_rows(item) for item in annotated], [link_rows(item) for item in load_newest()]
    fresh = [standing_rows(item) for item in load_fresh()]
    topics = sorted({item["topic"] for item in annotated})
    folds = []
    try:
        for fold in range(FOLDS):
            is_other = [topics.index(item["topic"]) % FOLDS != fold for item in annotated]
            link = link_model(list(compress(parts, is_other)), newest)
            write(link, "link")
            others = [standing_rows(item) for item in compress(annotated, is_other)]
            folds.append({"topics": topics[fold::FOLDS], "link": link, "standing": standing_model(fresh + others)})
    finally:
        TARGET.write_text(shipped, encoding="utf-8")
        load_logistic.cache_clear()
    BY_TOPIC.write_text(json.dumps(folds, indent=1) + "\n", encoding="utf-8")


def fit_link(annotated: list[dict[str, Any]]) -> None:
    """Fit `link` on the folder's reports and the newest written ones; without a folder it stays as it is."""
    if annotated:
        write(link_model([link_rows(item) for item in annotated], [link_rows(item) for item in load_newest()]), "link")


def link_model(annotated: list[LinkRows], newest: list[LinkRows], names: tuple[str, ...] = LINK_NAMES) -> dict[str, Any]:
    """Return `link` over the signals `names`, fitted on the rows of annotated reports and of written ones."""
    rows, hits = stacked(annotated + newest)
    real = sum(len(answers) for _, _, answers in annotated)
    counts = np.where(np.arange(len(hits)) < real, 1.0, WRITTEN_COUNT)
    return fit(rows[:, [LINK_NAMES.index(name) for name in names]], hits, names, counts=counts)


def scores_of(model: dict[str, Any], rows: Any) -> Any:
    """Return the log-odds that a model of some of the signals gives to rows of all."""
    columns = [LINK_NAMES.index(name) for name in model["weights"]]
    return rows[:, columns] @ np.array(list(model["weights"].values())) + model["bias"]


def fit_glance(_annotated: list[dict[str, Any]]) -> None:
    """Fit `glance` on written reports, on what `link` finds likely there."""
    glances = [glance_rows(item) for item in load_written()]
    write(fit(np.vstack([rows for rows, _ in glances]), np.hstack([likely for _, likely in glances]), GLANCE_NAMES), "glance")


def fit_link_by_words(annotated: list[dict[str, Any]]) -> None:
    """Fit `link_by_words` on everything."""
    write(fit(*stacked([word_rows(item) for item in load_written() + annotated]), NAMES), "link_by_words")


def fit_contrast(annotated: list[dict[str, Any]]) -> None:
    """Fit `contrast` on every difference a kind finds in reports and traps."""
    found = [contrast_rows(item) for item in load_written() + annotated + load_traps()]
    rows = np.array([row for part, _ in found for row in part])
    hits = np.array([hit for _, part in found for hit in part])
    write(fit(rows, hits, KINDS, strength=1.0), "contrast")
    print(f"contrast: {len(hits)} findings, {int(hits.sum())} of them right")


def fit_standing(annotated: list[dict[str, Any]]) -> None:
    """Fit `standing`, which weighs what `link` and the kinds say, and write it."""
    write(standing_model([standing_rows(item) for item in load_fresh() + annotated]), "standing")


def standing_model(parts: list[tuple[list[list[float]], list[bool]]]) -> dict[str, Any]:
    """Return `standing` fitted on the rows of reports."""
    rows, hits = [row for part, _ in parts for row in part], [hit for _, part in parts for hit in part]
    print(f"standing: {len(hits)} pairs, {sum(hits)} of them contrasts")
    return fit(np.array(rows), np.array(hits), STANDING_NAMES, strength=0.02)


STEPS = {
    "link": fit_link,
    "glance": fit_glance,
    "link_by_words": fit_link_by_words,
    "contrast": fit_contrast,
    "standing": fit_standing,
}
"""The models in the order in which each rests on the ones before."""


if __name__ == "__main__":
    main(sys.argv[1:])
