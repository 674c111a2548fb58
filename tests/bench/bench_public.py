"""The aligner and the labels on public sets, each beside simple baselines and the control rows "everything" and "nothing".

    python tests/bench/bench_public.py DATA [--sets wice,rte3,...] [--limit N]

DATA holds the sets in the folders named below, one JSON object a line. What is measured is what the product does: statements are
set beside each other by `Alignment`, and labelled by `label_pairs` with the settings everybody starts with. Nothing is fitted to
these sets; where a method needs a threshold ("best threshold"), it is chosen on the other four fifths of the texts, for ours and
for the baselines alike. `--limit` takes the first N of each set, shuffled always alike.

The sets: wice (which sentence of an article supports a claim), realsumm_scu (is a statement present in a summary), rte3_3way,
equate_numbers, negation_nli (does a sentence follow from another), summedits (does a summary hold), claimdiff (does a sentence
weaken another).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.align.pairmodel import PairModel
from reportgen.label import label_pairs
from reportgen.model import Label
from reportgen.segment import sentence_spans
from reportgen.settings import Settings
from reportgen.words import split_words
from tests.alignments import align

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reportgen.align.pairmodel import Chances

Record = dict[str, Any]
Row = tuple[str, float]

SETTINGS = Settings()
ALL_CONTRASTS = replace(SETTINGS, contrast_floor=0.0)
FOLDS = 5


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", default=",".join(SETS), help="default: %(default)s")
    parser.add_argument("--limit", type=int)
    chosen = parser.parse_args()
    for name in chosen.sets.split(","):
        began = time.monotonic()
        path, measure = SETS[name]
        for title, rows in measure(read(chosen.data / path, chosen.limit), chosen.data / path):
            print(f"\n{title}")
            for label, value in rows:
                print(f"  {label:<44} {value:.3f}")
        print(f"  ({time.monotonic() - began:.0f} s)", file=sys.stderr, flush=True)


def read(path: Path, limit: int | None) -> list[Record]:
    """Return the records of a file; with a limit, the first of them in an order that is always the same."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    if limit:
        random.Random(1).shuffle(records)  # noqa: S311 - a sample, not a secret
    return records[:limit]


# What the product says


@dataclass(frozen=True, slots=True)
class Answer:
    """What the product says of one official and one press text."""

    labels: frozenset[Label]
    """Of the pairs it makes."""
    contrast: float
    """Confidence of the surest contrast it found, shown or not; 0 if none."""

    @property
    def differs(self) -> bool:
        """Whether a contrast is shown."""
        return Label.CONTRASTING in self.labels

    @property
    def agrees(self) -> bool:
        """Whether everything in the press text is matched."""
        return Label.MATCHED in self.labels and not self.differs and Label.ADDED not in self.labels


def ask(official: Sequence[str], press: Sequence[str]) -> Answer:
    """Return what the product says of two texts."""
    alignment = align(official, press)
    found = [contrast.confidence for pair in label_pairs(alignment, ALL_CONTRASTS) for contrast in pair.contrasts]
    return Answer(frozenset(pair.label for pair in label_pairs(alignment, SETTINGS)), max(found, default=0.0))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, cut as the product cuts them."""
    parts = [part for part in re.split(r"\n+", text) if part.strip()]
    return [part[start:end] for part in parts for start, end in sentence_spans(part)]


# Baselines


@cache
def stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry a topic."""
    return frozenset(word.stem for word in split_words(text) if word.is_content)


def coverage(whole: Iterable[str], part: str) -> float:
    """Return the share of the stems of `part` that stand in `whole`."""
    wanted = stems(part)
    return len(wanted & frozenset().union(*map(stems, whole))) / (len(wanted) or 1)


def weighted_coverages(texts: Sequence[str], claim: str) -> list[float]:
    """Return for each text the share of the claim's stems it has, weighted by rarity among the texts."""
    seen = Counter(stem for text in texts for stem in stems(text))
    weights = {stem: math.log(1 + (1 + len(texts)) / (1 + seen[stem])) for stem in stems(claim)}
    total = sum(weights.values()) or 1.0
    return [sum(weights[stem] for stem in stems(text) & stems(claim)) / total for text in texts]


def bm25(texts: Sequence[str], claim: str, k: float = 1.5, b: float = 0.75) -> list[float]:
    """Return the BM25 score of each text for the claim, with the usual constants."""
    words = [Counter(word.stem for word in split_words(text) if word.is_content) for text in texts]
    mean = sum(count.total() for count in words) / (len(words) or 1) or 1.0
    seen = Counter(stem for count in words for stem in count)
    scores = []
    for count in words:
        length = k * (1 - b + b * count.total() / mean)
        scores.append(
            sum(
                math.log(1 + (len(words) - seen[stem] + 0.5) / (seen[stem] + 0.5))
                * count[stem]
                * (k + 1)
                / (count[stem] + length)
                for stem in stems(claim)
            )
        )
    return scores


NEGATION = re.compile(r"\b(?:not|no|never|nobody|nothing|neither|nor|none|without|cannot)\b|n['’]t\b", re.IGNORECASE)
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def negation_differs(record: Record) -> float:
    """Return 1 where exactly one side has a word of negation."""
    return float(bool(NEGATION.search(record["premise"])) != bool(NEGATION.search(record["hypothesis"])))


def figure_is_new(record: Record) -> float:
    """Return 1 where the hypothesis has a figure that the premise has not."""
    figures = [{found.replace(",", "") for found in FIGURE.findall(record[side])} for side in ("premise", "hypothesis")]
    return float(bool(figures[1] - figures[0]))


# Measures


def accuracy(said: Sequence[bool], true: Sequence[bool]) -> float:
    """Return the share of right answers."""
    return sum(one == other for one, other in zip(said, true, strict=True)) / (len(true) or 1)


def balanced(said: Sequence[bool], true: Sequence[bool]) -> float:
    """Return the mean of the shares of right answers among the true and the others."""
    sides = [[one == other for one, other in zip(said, true, strict=True) if other is side] for side in (True, False)]
    return sum(sum(side) / (len(side) or 1) for side in sides) / 2


def f1(said: Sequence[bool], true: Sequence[bool]) -> float:
    """Return the F1 of what is said to be true."""
    both = sum(one and other for one, other in zip(said, true, strict=True))
    return 2 * both / ((sum(said) + sum(true)) or 1)


def average_precision(scores: Sequence[float], true: Sequence[bool]) -> float:
    """Return the average precision; a draw counts as its mean share of right ones, so that order of the file is no help."""
    groups: dict[float, list[bool]] = {}
    for score, hit in zip(scores, true, strict=True):
        groups.setdefault(score, []).append(hit)
    right = seen = 0
    total = 0.0
    for score in sorted(groups, reverse=True):
        right, seen = right + sum(groups[score]), seen + len(groups[score])
        total += sum(groups[score]) * right / seen
    return total / (sum(true) or 1)


def by_threshold(
    scores: Sequence[float],
    true: Sequence[bool],
    texts: Sequence[str],
    measure: Callable[[Sequence[bool], Sequence[bool]], float] = accuracy,
) -> float:
    """Return a measure at the threshold that is best on the other folds; a text is in one fold with all its questions."""
    fold = {text: number % FOLDS for number, text in enumerate(sorted(set(texts)))}
    said = [False] * len(scores)
    for held in range(FOLDS):
        rest = [index for index, text in enumerate(texts) if fold[text] != held]
        steps = sorted({scores[index] for index in rest})[:: max(1, len(rest) // 200)] or [0.0]
        best = max(steps, key=lambda step: measure([scores[i] >= step for i in rest], [true[i] for i in rest]))
        for index, text in enumerate(texts):
            if fold[text] == held:
                said[index] = scores[index] >= best
    return measure(said, true)


def controls(measure: Callable[[Sequence[bool], Sequence[bool]], float], true: Sequence[bool]) -> list[Row]:
    """Return what saying yes, and saying no, to everything comes to."""
    return [("everything", measure([True] * len(true), true)), ("nothing", measure([False] * len(true), true))]


# The sets

Tables = list[tuple[str, list[Row]]]


def wice(records: Sequence[Record], _: Path) -> Tables:
    """Return how often the best sentence of the article is one of those that support the claim."""
    hits: Counter[str] = Counter()
    asked = [record for record in records if record["links"]]
    for record in asked:
        texts, claim = record["right"], record["left"][0]
        gold = {right for _, right, _ in record["links"]}
        alignment = align(texts, [claim])
        links = [alignment.candidates.get((index, 0)) for index in range(len(texts))]
        scorers: dict[str, list[float]] = {
            "reportgen": [link.probability if link else 0.0 for link in links],
            "weighted coverage of stems": weighted_coverages(texts, claim),
            "BM25": bm25(texts, claim),
            "vectors of the pair model": [row[0] for row in PairModel.load().affinity(texts, [claim])],
        }
        for name, scores in scorers.items():
            hits[name] += scores.index(max(scores)) in gold
        hits["any sentence (expected)"] += len(gold) / len(texts)  # type: ignore[assignment]
        hits["first sentence"] += 0 in gold
    return [(f"wice: top-1, {len(asked)} claims", [(name, count / len(asked)) for name, count in hits.items()])]


def realsumm(records: Sequence[Record], _: Path) -> Tables:
    """Return how often it is told rightly whether a statement is present in a summary."""
    held, best, covered, true, texts = [], [], [], [], []
    for record in records:
        press = sentences(record["right_text"])
        alignment = align(record["left"], press)
        linked = {link.official for link in alignment.links}
        for index, status in enumerate(record["left_status"]):
            if status is None:
                continue
            links = [alignment.candidates.get((index, place)) for place in range(len(press))]
            held.append(index in linked)
            best.append(max((link.probability for link in links if link), default=0.0))
            covered.append(coverage(press, record["left"][index]))
            true.append(status == "matched")
            texts.append(record["id"].split("/")[0])
    rows = [
        ("reportgen, paired", accuracy(held, true)),
        ("reportgen, best threshold", by_threshold(best, true, texts)),
        ("coverage of stems, best threshold", by_threshold(covered, true, texts)),
        *controls(accuracy, true),
    ]
    return [(f"realsumm_scu: present or omitted, accuracy, {len(true)} statements", rows)]


def rte3(records: Sequence[Record], _: Path) -> Tables:
    """Return how well contradictions among news pairs are found."""
    answers = [ask([record["premise"]], [record["hypothesis"]]) for record in records]
    true = [record["label"] == "contradiction" for record in records]
    return [
        (f"rte3_3way: contradictions, F1, {sum(true)} of {len(true)}", contradictions(records, answers, true)),
        ("rte3_3way: contradictions, average precision", precisions(records, answers, true)),
    ]


def contradictions(records: Sequence[Record], answers: Sequence[Answer], true: Sequence[bool]) -> list[Row]:
    """Return the F1 of contradictions."""
    return [
        ("reportgen, contrast shown", f1([answer.differs for answer in answers], true)),
        ("reportgen, any contrast found", f1([answer.contrast > 0 for answer in answers], true)),
        ("negation on one side", f1([bool(negation_differs(record)) for record in records], true)),
        ("a figure that is new", f1([bool(figure_is_new(record)) for record in records], true)),
        *controls(f1, true),
    ]


def precisions(records: Sequence[Record], answers: Sequence[Answer], true: Sequence[bool]) -> list[Row]:
    """Return the average precision of contrasts, the surest first."""
    return [
        ("reportgen, surest contrast", average_precision([answer.contrast for answer in answers], true)),
        ("the pair model alone", average_precision([chances[2] for chances in read_together(records)], true)),
        ("negation on one side", average_precision([negation_differs(record) for record in records], true)),
        ("a figure that is new", average_precision([figure_is_new(record) for record in records], true)),
        ("coverage of stems, least first", average_precision([-covered(record) for record in records], true)),
        ("everything (any order)", sum(true) / (len(true) or 1)),
    ]


def read_together(records: Sequence[Record]) -> list[Chances]:
    """Return what the pair model says of each pair by itself."""
    return PairModel.load().score([(record["premise"], record["hypothesis"]) for record in records])


def covered(record: Record) -> float:
    """Return the share of the hypothesis that stands in the premise."""
    return coverage([record["premise"]], record["hypothesis"])


def entailments(records: Sequence[Record]) -> list[Row]:
    """Return how often it is told rightly whether the hypothesis follows."""
    answers = [ask([record["premise"]], [record["hypothesis"]]) for record in records]
    true = [record["label"] == "entailment" for record in records]
    # Whether it follows is asked three ways: no contrast is shown; everything is matched; few enough words are new.
    least = [covered(record) for record in records]
    return [
        ("reportgen, no contrast shown", accuracy([not answer.differs for answer in answers], true)),
        ("reportgen, matched without contrast", accuracy([answer.agrees for answer in answers], true)),
        ("no figure is new", accuracy([not figure_is_new(record) for record in records], true)),
        ("no negation on one side only", accuracy([not negation_differs(record) for record in records], true)),
        ("coverage of stems, best threshold", by_threshold(least, true, [record["premise"] for record in records])),
        *controls(accuracy, true),
    ]


def equate(records: Sequence[Record], _: Path) -> Tables:
    """Return how often statements with figures are told rightly to follow."""
    return by_source(records, ("EQUATE NewsNLI", "EQUATE RTE_Quant"))


def negation(records: Sequence[Record], _: Path) -> Tables:
    """Return the same of pairs with an added negation, and the F1 of contradictions where they are told apart."""
    tables = by_source(records, ("negated RTE", "negated SNLI", "negated MNLI"))
    three = [record for record in records if record["source"] != "negated RTE"]
    answers = [ask([record["premise"]], [record["hypothesis"]]) for record in three]
    true = [record["label"] == "contradiction" for record in three]
    title = f"negated SNLI and MNLI: contradictions, F1, {sum(true)} of {len(true)}"
    return [*tables, (title, contradictions(three, answers, true))]


def by_source(records: Sequence[Record], sources: Sequence[str]) -> Tables:
    """Return the accuracy of "it follows" for each source."""
    parts = [(source, [record for record in records if record["source"] == source]) for source in sources]
    return [(f"{source}: follows or not, accuracy, {len(part)}", entailments(part)) for source, part in parts if part]


def summedits(records: Sequence[Record], path: Path) -> Tables:
    """Return how well summaries that no longer hold are told: beside the source, and beside the summary they were edited from."""
    sources = {source["id"]: sentences(source["text"]) for source in read(path.with_name("sources.jsonl"), None)}
    news = [record for record in records if record["source"] == "SummEdits news"]
    true = [record["label"] != "entailment" for record in news]
    texts = [record["premise_id"] for record in news]
    whole = [ask(sources[record["premise_id"]], sentences(record["hypothesis"])) for record in news]
    short = [ask(sentences(record["reference"]), sentences(record["hypothesis"])) for record in news]
    new = [1 - coverage(sources[record["premise_id"]], record["hypothesis"]) for record in news]
    edited = [1 - coverage([record["reference"]], record["hypothesis"]) for record in news]
    return [
        (
            f"summedits news, summary against its source: no longer holds, balanced accuracy, {len(news)}",
            [
                ("reportgen, contrast shown", balanced([answer.differs for answer in whole], true)),
                ("reportgen, contrast shown or something added", balanced([not answer.agrees for answer in whole], true)),
                ("coverage of stems, best threshold", by_threshold(new, true, texts, balanced)),
                *controls(balanced, true),
            ],
        ),
        (
            "summedits news, summary against the one it was edited from",
            [
                ("reportgen, contrast shown", balanced([answer.differs for answer in short], true)),
                ("coverage of stems, best threshold", by_threshold(edited, true, texts, balanced)),
                *controls(balanced, true),
            ],
        ),
    ]


def claimdiff(records: Sequence[Record], _: Path) -> Tables:
    """Return how far up sentences come that weaken another."""
    answers = [ask([record["premise"]], [record["hypothesis"]]) for record in records]
    true = [record["label"] == "weaken" for record in records]
    return [(f"claimdiff: weaken, average precision, {sum(true)} of {len(true)}", precisions(records, answers, true))]


SETS: dict[str, tuple[str, Callable[[Sequence[Record], Path], Tables]]] = {
    "wice": ("wice/dev.jsonl", wice),
    "realsumm": ("realsumm_scu/statements.jsonl", realsumm),
    "rte3": ("rte3_3way/dev.jsonl", rte3),
    "equate": ("equate_numbers/pairs.jsonl", equate),
    "negation": ("negation_nli/pairs.jsonl", negation),
    "summedits": ("summedits/pairs.jsonl", summedits),
    "claimdiff": ("claimdiff/pairs.jsonl", claimdiff),
}


if __name__ == "__main__":
    main()
