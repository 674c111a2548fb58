"""Cleaning: which blocks of a page belong to its text, and which are furniture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.model import BlockKind, Removed
from reportgen.read.blocks import with_sections
from reportgen.read.furniture import judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.model import Document


def clean(document: Document, *, keep: Sequence[str] = ()) -> Document:  # noqa: ARG001  (reasons and line ranges follow)
    """Return the document with its furniture moved from `blocks` to `removed`."""
    verdict = judge(document.blocks, document.text)
    kept = []
    removed = list(document.removed)
    for index, (block, reason) in enumerate(zip(document.blocks, verdict.reasons, strict=True)):
        if reason:
            start, end = block.span(0, len(block.text))
            removed.append(Removed(start, end, document.text[start:end], reason))
        else:
            kept.append(replace(block, kind=BlockKind.HEADLINE) if index == verdict.headline else block)
    removed.sort(key=lambda passage: passage.start)
    return replace(document, blocks=with_sections(kept), removed=tuple(removed))
