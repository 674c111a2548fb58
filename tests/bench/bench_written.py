"""How many of the links and contrasts of written reports are found, and how many of those told are an editor's.

    python -m tests.bench.bench_written [FILE...]

The files of `tests/bench/written` by default: official and press sentences and the links between them, in the form of
`training/data` (see its card) and written for this project like those. Nothing is fitted with them, but `c` and `g` have been
read to find what makes contrasts false, and floors were set on them and `h`; `k`, `m` and `n` had been read by nobody.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from reportgen.label.pairs import label_pairs
from reportgen.model import ContrastKind
from reportgen.settings import Settings
from tests.alignments import align

FOLDER = Path(__file__).with_name("written")


def relations(item: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return the relation of each linked pair of statements, by their ids."""
    return {
        (f"O{official + 1}", f"P{press + 1}"): link["relation"]
        for link in item["links"]
        for official in link["official"]
        for press in link["press"]
    }


def told(item: dict[str, Any]) -> tuple[dict[tuple[str, str], str], list[tuple[tuple[str, str], str]]]:
    """Return the relation of each pair the tool links, and the kind of each contrast it tells."""
    links: dict[tuple[str, str], str] = {}
    kinds = []
    for pair in label_pairs(align(item["official"], item["press"]), Settings()):
        for key in ((one, other) for one in pair.official for other in pair.press):
            links[key] = "contrasting" if pair.contrasts or links.get(key) == "contrasting" else "matched"
            kinds += [(key, str(contrast.kind)) for contrast in pair.contrasts]
    return links, kinds


def count(path: Path) -> Counter[str]:
    """Return what was told, right and wanted in the reports of a file."""
    counts: Counter[str] = Counter()
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        wanted, (found, kinds) = relations(item), told(item)
        ours, theirs = ({key for key, relation in side.items() if relation == "contrasting"} for side in (found, wanted))
        counts += Counter(
            {
                "reports": 1,
                "links told": len(found),
                "links right": len(found.keys() & wanted.keys()),
                "links wanted": len(wanted),
                "contrasts told": len(ours),
                "contrasts right": len(ours & theirs),
                "press wanted": len({press for _, press in theirs}),
                "press found": len({press for _, press in ours} & {press for _, press in theirs}),
            }
        )
        for key, kind in kinds:
            counts[f"{kind} told"] += 1
            counts[f"{kind} right"] += key in theirs
    return counts


def main(arguments: list[str]) -> None:
    """Print the figures of each file."""
    for path in [Path(argument) for argument in arguments] or sorted(FOLDER.glob("*.jsonl")):
        counts = count(path)
        right, shown, wanted = (counts[f"links {name}"] for name in ("right", "told", "wanted"))
        print(
            f"{path.stem}: {counts['reports']} reports; links: precision {right / shown:.3f}, recall {right / wanted:.3f}, "
            f"F1 {2 * right / (shown + wanted):.3f}"
        )
        print(
            f"  contrasts: {counts['contrasts right']} of {counts['contrasts told']} told are right, "
            f"{counts['press found']} of {counts['press wanted']} press statements found"
        )
        for kind in sorted({name.rpartition(" ")[0] for name in counts} & set(ContrastKind)):
            print(f"  {kind}: {counts[f'{kind} right']} of {counts[f'{kind} told']}")


if __name__ == "__main__":
    main(sys.argv[1:])
