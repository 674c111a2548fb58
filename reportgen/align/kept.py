"""Answers kept for the questions asked last.

The reports on one official text share its statements, and reports that go back to one agency share theirs: the pair model need
not read them again.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

Question = TypeVar("Question", bound="Hashable")
Answer = TypeVar("Answer")


class Kept(Generic[Question, Answer]):
    """A bounded memory of answers that depend on their question alone."""

    def __init__(self, most: int) -> None:
        """Keep `most` answers at most."""
        self._most = most
        self._answers: dict[Question, Answer] = {}

    def __len__(self) -> int:
        """Return how many answers are kept."""
        return len(self._answers)

    def answers(self, questions: Sequence[Question], ask: Callable[[list[Question]], Sequence[Answer]]) -> list[Answer]:
        """Return an answer to each question, having asked, all at once, those whose answers are not kept."""
        known = {question: self._answers[question] for question in questions if question in self._answers}
        new = [question for question in dict.fromkeys(questions) if question not in known]
        known |= zip(new, ask(new), strict=True) if new else ()
        self._keep(known)
        return [known[question] for question in questions]

    def _keep(self, known: dict[Question, Answer]) -> None:
        """Keep these as the ones asked about last."""
        answers = {question: answer for question, answer in self._answers.items() if question not in known} | known
        self._answers = dict(islice(answers.items(), max(0, len(answers) - self._most), None))
