"""Records: what a comparison says, flat enough for a table."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from reportgen.brief.labels import statement_labels
from reportgen.model import Label, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportgen.batch.entries import Entry
    from reportgen.model import Comparison, Contrast, Document, Mark, Pair

Row = dict[str, Any]

DOCUMENT_FIELDS = {
    "title": "VARCHAR",
    "publisher": "VARCHAR",
    "author": "VARCHAR",
    "published": "VARCHAR",
    "url": "VARCHAR",
    "language": "VARCHAR",
    "sha256": "VARCHAR",
    "statements": "INTEGER",
    "words": "INTEGER",
}

COMPARISON_COLUMNS = {
    **{f"{side}_{name}": kind for side in ("official", "press") for name, kind in DOCUMENT_FIELDS.items()},
    "official_matched": "INTEGER",
    "official_contrasting": "INTEGER",
    "official_omitted": "INTEGER",
    "press_matched": "INTEGER",
    "press_contrasting": "INTEGER",
    "press_added": "INTEGER",
    "contrasts": "INTEGER",
    "clear_contrasts": "INTEGER",
}

STATEMENT_COLUMNS = {
    "side": "VARCHAR",
    "statement": "VARCHAR",
    "label": "VARCHAR",
    "text": "VARCHAR",
    "kind": "VARCHAR",
    "section": "VARCHAR",
    "voice": "VARCHAR",
    "speaker": "VARCHAR",
}

PAIR_COLUMNS = {
    "pair": "VARCHAR",
    "label": "VARCHAR",
    "echo": "VARCHAR",
    "official": "VARCHAR[]",
    "press": "VARCHAR[]",
    "official_text": "VARCHAR",
    "press_text": "VARCHAR",
    "similarity": "DOUBLE",
    "confidence": "DOUBLE",
}

CONTRAST_COLUMNS = {
    "pair": "VARCHAR",
    "kind": "VARCHAR",
    "strength": "VARCHAR",
    "confidence": "DOUBLE",
    "reason": "VARCHAR",
    "official": "VARCHAR[]",
    "press": "VARCHAR[]",
    "official_text": "VARCHAR",
    "press_text": "VARCHAR",
    "official_passage": "VARCHAR",
    "press_passage": "VARCHAR",
}


def record_of(entry: Entry, fingerprint: str, comparison: Comparison) -> Row:
    """Return all rows one comparison gives to the tables, under the names of the tables."""
    (report,) = comparison.reports
    official, press = statement_labels(comparison, report)
    labels = official | press
    return {
        "name": entry.name,
        "fingerprint": fingerprint,
        "comparison": _comparison_row(comparison, report, labels),
        "statements": [*_statement_rows(comparison.official, labels), *_statement_rows(report, labels)],
        "pairs": [_pair_row(comparison.official, report, pair) for pair in comparison.pairs],
        "contrasts": [
            _contrast_row(comparison.official, report, pair, contrast) for pair in comparison.pairs for contrast in pair.contrasts
        ],
    }


def pack(records: Iterable[Row]) -> bytes:
    """Return records as gzipped JSON Lines; the same records give the same bytes."""
    lines = "".join(json.dumps(_whole(record), ensure_ascii=False) + "\n" for record in records)
    return gzip.compress(lines.encode(), compresslevel=6, mtime=0)


def pack_name(records: Sequence[Mapping[str, Any]]) -> str:
    """Return a file name for records, made of their fingerprints."""
    whole = sha256("".join(record["fingerprint"] for record in records).encode()).hexdigest()
    return f"{whole[:32]}.jsonl.gz"


def _whole(value: Any) -> Any:
    """Return a value with lone halves of surrogate pairs, which no table can hold, as U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not value.isascii() else value
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return value


def _comparison_row(comparison: Comparison, report: Document, labels: Mapping[str, Label]) -> Row:
    official = comparison.official
    contrasts = [contrast for pair in comparison.pairs for contrast in pair.contrasts]
    return {
        **_document_fields("official", official),
        **_document_fields("press", report),
        **_counts("official", official, labels, Label.OMITTED),
        **_counts("press", report, labels, Label.ADDED),
        "contrasts": len(contrasts),
        "clear_contrasts": sum(contrast.strength is Strength.CLEAR for contrast in contrasts),
    }


def _document_fields(side: str, document: Document) -> Row:
    counts = {
        "statements": len(document.statements),
        "words": sum(len(statement.text.split()) for statement in document.statements),
    }
    return {f"{side}_{name}": counts[name] if name in counts else getattr(document, name) for name in DOCUMENT_FIELDS}


def _counts(side: str, document: Document, labels: Mapping[str, Label], alone: Label) -> Row:
    found = [labels[statement.id] for statement in document.statements]
    return {f"{side}_{label.value}": found.count(label) for label in (Label.MATCHED, Label.CONTRASTING, alone)}


def _statement_rows(document: Document, labels: Mapping[str, Label]) -> Iterable[Row]:
    for statement in document.statements:
        yield {
            "side": "official" if document.id == "official" else "press",
            "statement": statement.id,
            "label": labels[statement.id].value,
            "text": statement.text,
            "kind": statement.kind.value,
            "section": statement.section,
            "voice": statement.voice.type.value,
            "speaker": statement.voice.speaker,
        }


def _pair_row(official: Document, press: Document, pair: Pair) -> Row:
    return {
        "pair": pair.id,
        "label": pair.label.value,
        "echo": pair.echo.value if pair.echo else None,
        "official": list(pair.official),
        "press": list(pair.press),
        "official_text": _texts(official, pair.official),
        "press_text": _texts(press, pair.press),
        "similarity": pair.similarity,
        "confidence": pair.confidence,
    }


def _contrast_row(official: Document, press: Document, pair: Pair, contrast: Contrast) -> Row:
    sides = [list(dict.fromkeys(mark.statement for mark in marks)) for marks in (contrast.official, contrast.press)]
    return {
        "pair": pair.id,
        "kind": contrast.kind.value,
        "strength": contrast.strength.value,
        "confidence": contrast.confidence,
        "reason": contrast.reason,
        "official": sides[0] or list(pair.official),
        "press": sides[1] or list(pair.press),
        "official_text": _texts(official, sides[0] or pair.official),
        "press_text": _texts(press, sides[1] or pair.press),
        "official_passage": _passages(official, contrast.official),
        "press_passage": _passages(press, contrast.press),
    }


def _texts(document: Document, statements: Sequence[str]) -> str | None:
    return " ".join(document.statements_by_id[key].text for key in statements) or None


def _passages(document: Document, marks: Sequence[Mark]) -> str | None:
    return " … ".join(" ".join(document.text[mark.start : mark.end].split()) for mark in marks) or None
