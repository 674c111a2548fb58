"""Decisions tied to their statements by words, place and text: found again in the same text, and never moved in another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from reportgen.model import Anchor, Comparison, Decision, Document, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Lost:
    """A decision whose text has changed since: an editor must look at it again."""

    decision: Decision
    """As it was made."""
    missing: tuple[Anchor, ...]
    """What is not found in its place."""
    proposal: Decision | None
    """The same decision on the statements that now have the same words, where there is exactly one for each."""


class Anchoring:
    """The statements of a comparison, to be found by what a decision remembers of them."""

    def __init__(self, comparison: Comparison) -> None:
        self._documents = (comparison.official, *comparison.reports)
        self._by_id = {document.id: document for document in self._documents}
        self._hashes = {document.id: text_hash(document) for document in self._documents}
        self._places = {
            document.id: {(one.start, one.end, one.text): one.id for one in document.statements} for document in self._documents
        }
        self._words = {document.id: _once(document) for document in self._documents}

    def anchor(self, report: str, statement_id: str) -> Anchor:
        """Return what a decision about a report remembers of a statement, of either side."""
        official = self._documents[0]
        document = official if statement_id in official.statements_by_id else self._by_id[report]
        statement = document.statements_by_id[statement_id]
        words = statement.text
        return Anchor(document.id, statement_id, statement.start, statement.end, words, self._hashes[document.id])

    def passage(self, document: Document, start: int, end: int) -> Anchor:
        """Return what a decision remembers of a passage that was put back."""
        return Anchor(document.id, None, start, end, document.text[start:end], self._hashes[document.id])

    def find(self, decision: Decision) -> Decision | Lost:
        """Return a decision with the ids its statements have here, or that it is lost."""
        found: dict[tuple[str, str | None], str] = {}
        guesses: dict[tuple[str, str | None], str] = {}
        documents: dict[str, str] = {}
        missing: list[Anchor] = []
        for anchor in decision.anchors:
            key = (anchor.document, anchor.statement)
            document = self._same_text(anchor)
            statement = document and self._places[document].get((anchor.start, anchor.end, anchor.quote))
            if document and statement:
                found[key], documents[anchor.document] = statement, document
                continue
            missing.append(anchor)
            document = document or (anchor.document if anchor.document in self._words else None)
            guess = document and self._words[document].get(anchor.quote)
            if document and guess:
                guesses[key], documents[anchor.document] = guess, document
        if not missing:
            return self._rewritten(decision, found, documents)
        complete = len(found) + len(guesses) == len(decision.anchors)
        return Lost(decision, tuple(missing), self._rewritten(decision, found | guesses, documents) if complete else None)

    def find_passage(self, anchor: Anchor) -> tuple[str, int, int] | None:
        """Return the document and the span of a passage that was put back; None where the text is another."""
        document = self._same_text(anchor)
        return (document, anchor.start, anchor.end) if document else None

    def _same_text(self, anchor: Anchor) -> str | None:
        """Return the document with the text an anchor was made in: the same side, by preference the same id."""
        official = anchor.document == "official"
        fits = [key for key, value in self._hashes.items() if value == anchor.text_sha256 and (key == "official") == official]
        return anchor.document if anchor.document in fits else next(iter(fits), None)

    def _rewritten(self, decision: Decision, ids: dict[tuple[str, str | None], str], documents: dict[str, str]) -> Decision:
        """Return a decision with other ids for documents and statements."""
        report = documents.get(decision.report, decision.report)

        def side(document: str, statements: Iterable[str]) -> tuple[str, ...]:
            return tuple(ids[document, statement] for statement in statements)

        def moved(verdict: Verdict) -> Verdict:
            return replace(verdict, official=side("official", verdict.official), press=side(decision.report, verdict.press))

        anchors = tuple(self.anchor(report, ids[anchor.document, anchor.statement]) for anchor in decision.anchors)
        return replace(
            decision,
            report=report,
            before=tuple(map(moved, decision.before)),
            after=tuple(map(moved, decision.after)),
            anchors=anchors,
        )


def text_hash(document: Document) -> str:
    """Return SHA-256 of a document's text, in hex: what its offsets count into."""
    return sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def _once(document: Document) -> dict[str, str]:
    """Return the statements whose words stand in the document once, by their words."""
    found: dict[str, str | None] = {}
    for statement in document.statements:
        found[statement.text] = None if statement.text in found else statement.id
    return {text: statement for text, statement in found.items() if statement is not None}
