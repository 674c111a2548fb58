"""What is kept of the pair model's answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.align.kept import Kept


def test_a_question_is_asked_once() -> None:
    """Of several alike and of those asked before, only the new ones are put, in their order."""
    asked: list[list[str]] = []
    kept: Kept[str, int] = Kept(10)

    def ask(questions: list[str]) -> list[int]:
        asked.append(questions)
        return [len(question) for question in questions]

    assert kept.answers(["one", "three", "one"], ask) == [3, 5, 3]
    assert kept.answers(["three", "seven", "one"], ask) == [5, 5, 3]
    assert kept.answers(["seven"], ask) == [5]
    assert asked == [["one", "three"], ["seven"]]


def test_those_asked_last_are_kept() -> None:
    """What is asked again stays, what was asked longest ago goes."""
    asked: list[int] = []
    kept: Kept[int, int] = Kept(3)

    def ask(questions: list[int]) -> list[int]:
        asked.extend(questions)
        return questions

    for questions in ([1, 2, 3], [1], [4], [1, 2]):
        assert kept.answers(questions, ask) == questions
    assert asked == [1, 2, 3, 4, 2]
    assert len(kept) == 3


@given(st.lists(st.lists(st.integers(0, 9))), st.integers(0, 5))
def test_answers_are_those_of_the_questions(rounds: list[list[int]], most: int) -> None:
    """However few are kept, each question gets its own answer, also where a round has more questions than are kept."""
    kept: Kept[int, int] = Kept(most)
    for questions in rounds:
        assert kept.answers(questions, lambda new: [-question for question in new]) == [-question for question in questions]
        assert len(kept) <= most
