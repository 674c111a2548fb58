"""Direct quotations and their speakers on gum_attribution.

    python tests/bench/bench_voices.py DATA/gum_attribution/documents.jsonl [--genre news] [--half even|odd|all] [--errors]

What counts as a quotation, on either side, is what a reader would call one that somebody is said to say:

* Gold: a quote that is `said` and `direct` (its content begins at or inside a quotation mark). A content whose mark closes
  before half of it is over only begins with quoted words ("'streamlined' process to replace interviews"), and a quote
  inside another is part of that one's words; neither counts.
* Found: a quotation to which our reading gives the speaker of a cue right beside it, and any that gold has. Gold has only
  whole clauses with a cue of their own. So it cannot tell whether these are right, and they count neither way: a speaker who goes
  on without a new cue; the second part of a quotation that its cue breaks in two ("“A,” she said, “and B”") where gold has
  the first; quoted words inside what gold has as the same speaker's reported speech ("she said it was 'a disgrace'") or as
  `self` ("I say, “Hello”").

Found quotations of one speaker that gold has in one quote are taken together. The span is right if the two share at least half of
their characters, the speaker if they share a telling word or are the same pronoun, or if our resolved name shares one with
the gold speaker. Halves are taken in each genre by itself, every other document.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reportgen.model import Block, Document
from reportgen.profile.voices import Utterance, find_utterances
from reportgen.segment import split_statements

SMALL = frozenset(["the", "a", "an", "of", "for", "to", "and", "in", "mr", "mrs", "ms", "dr"])


def main() -> None:
    """Print precision, recall and F for spans, and for spans with their speakers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--genre", default="news")
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    lines = arguments.data.read_text(encoding="utf-8").strip().split("\n")
    genres: dict[str, list[dict[str, Any]]] = {}
    for record in map(json.loads, lines):
        genres.setdefault(record["genre"], []).append(record)
    half = {"even": slice(0, None, 2), "odd": slice(1, None, 2), "all": slice(None)}[arguments.half]
    records = [record for genre, of_it in genres.items() if arguments.genre in {"all", genre} for record in of_it[half]]
    total = Tally()
    for record in records:
        total += _score(record, show=arguments.errors)
    print(f"{arguments.genre}, {len(records)} documents, {total.gold} direct quotes, {total.found} found")
    print(f"span            {total.figures(total.span)}")
    print(f"span + speaker  {total.figures(total.both)}")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that can be summed."""

    gold: int = 0
    found: int = 0
    span: int = 0
    both: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.gold + other.gold, self.found + other.found, self.span + other.span, self.both + other.both)

    def figures(self, right: int) -> str:
        """Return precision, recall and F of `right` ones."""
        precision, recall = right / max(1, self.found), right / max(1, self.gold)
        return f"P {precision:.3f}  R {recall:.3f}  F {2 * right / max(1, self.found + self.gold):.3f}"


def as_document(text: str) -> Document:
    """Return a text as a document whose paragraphs, parted by blank lines, are its blocks."""
    blocks = []
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        folded = re.sub(r"\s", " ", match[0]).rstrip()
        blocks.append(Block(folded, tuple(range(match.start(), match.start() + len(folded)))))
    document = Document("press-1", None, None, None, None, "en", "gum", "text/plain", "0" * 64, text)
    return split_statements(replace(document, blocks=tuple(blocks)), prefix="P")


def _score(record: dict[str, Any], *, show: bool) -> Tally:
    gold = [quote for quote in record["quotes"] if _is_quotation(quote, record)]
    found = find_utterances(as_document(record["text"]))
    span = both = taken = 0
    used: set[int] = set()
    for quote in gold:
        inside = [item for item in found if id(item) not in used and item.start < quote["end"] and item.end > quote["start"]]
        inside = [item for item in inside if item.speaker == inside[0].speaker]
        used.update(map(id, inside))
        taken += bool(inside)
        is_span = bool(inside) and _overlap(quote, inside) >= 0.5
        is_both = is_span and _same(quote["speaker"], inside[0])
        span += is_span
        both += is_both
        if show and not is_both:
            print("missed" if not is_span else "speaker", record["id"], repr(quote["cue"]), repr(quote["speaker"]))
            print("   ", repr(record["text"][quote["start"] : quote["end"]][:150]))
            print("   ", [(item.mention, item.speaker.name, record["text"][item.start : item.end][:60]) for item in inside])
    cues = {item.cue for item in found if id(item) in used}
    reported = [quote for quote in record["quotes"] if quote["kind"] in {"said", "self"}]
    rest = [item for item in found if id(item) not in used and item.is_direct and item.cue not in cues]
    extra = [item for item in rest if not any(_is_inside(item, quote) for quote in reported)]
    if show:
        for item in extra:
            print("extra", record["id"], item.mention, "|", record["text"][max(0, item.start - 50) : item.end + 30])
    return Tally(len(gold), taken + len(extra), span, both)


def _is_quotation(quote: dict[str, Any], record: dict[str, Any]) -> bool:
    """Return whether a gold quote is one of its own, whose quoted words make up most of it."""
    if quote["kind"] != "said" or not quote["direct"]:
        return False
    if any(_encloses(other, quote) for other in record["quotes"] if other["kind"] == "said" and other["direct"]):
        return False
    content = record["text"][quote["start"] : quote["end"]]
    last = max(content.rfind(mark, 1) for mark in "\"”’'»")
    return last < 0 or last >= len(content) / 2


def _encloses(outer: dict[str, Any], inner: dict[str, Any]) -> bool:
    bounds = outer["start"], outer["end"]
    return bounds != (inner["start"], inner["end"]) and bounds[0] <= inner["start"] and inner["end"] <= bounds[1]


def _is_inside(item: Utterance, quote: dict[str, Any]) -> bool:
    return quote["start"] <= item.start and item.end <= quote["end"] + 2 and _same(quote["speaker"], item)


def _overlap(quote: dict[str, Any], found: list[Utterance]) -> float:
    start, end = quote["start"], quote["end"]
    shared = sum(min(end, item.end) - max(start, item.start) for item in found)
    whole = max(end, found[-1].end) - min(start, found[0].start)
    return shared / whole


def _same(speaker: str | None, found: Utterance) -> bool:
    if not speaker:
        return True
    gold = _words(speaker)
    return bool(gold & (_words(found.mention) | _words(found.speaker.name)))


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if word not in SMALL}


if __name__ == "__main__":
    main()
