"""A review from beginning to end: its log, undo and redo, several windows, changed texts, furniture put back."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportgen import Document, compare
from reportgen.decisions import State, read_review
from reportgen.errors import ReadError
from reportgen.model import Action, Comparison, Label
from reportgen.review.log import Log
from reportgen.review.orders import ConflictError, OrderError
from reportgen.review.session import Session
from tests.brief.samples import Pairing, comparison, plain
from tests.review.samples import AT, OFFICIAL, PRESS, order, pair_of, part, seeds, session, small, two_reports
from tests.test_laws import check_laws

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def changed(official: Sequence[str] = OFFICIAL, press: Sequence[str] = PRESS) -> Comparison:
    """Return the small sample with other texts and no pairs but of statements alone."""
    left, right = plain(official), plain(press, "press-1")
    return comparison(left, right, pairs=Pairing(left, right).all())


def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """What was decided is there when the review is opened again."""
    review = session(tmp_path)
    review.decide([order(review, Action.REJECTED, "O1", "P1")], "Anna")
    review.decide([order(review, Action.NOTED, "O4", note="Look it up.")], "Ben")
    again = session(tmp_path)
    assert again.comparison == review.comparison
    assert [(one.action, one.by, one.at, one.note) for one in again.comparison.decisions or ()] == [
        ("rejected", "Anna", AT, None),
        ("noted", "Ben", AT, "Look it up."),
    ]


def test_undo_and_redo_of_everything(tmp_path: Path) -> None:
    """Each entry can be taken back and brought again, also after the review was opened anew, and a new decision ends redo."""
    review = session(tmp_path)
    states = [review.comparison.pairs]
    review.decide([order(review, Action.CONFIRMED, "O1", "P1"), order(review, Action.CONFIRMED, "O4")], "Anna")
    states.append(review.comparison.pairs)
    review.decide([order(review, Action.PAIRED, "O4", parts=(part("O4", "P3"),))], "Anna")
    states.append(review.comparison.pairs)
    review = session(tmp_path)
    for state in states[1::-1]:
        review.undo("Anna")
        assert review.comparison.pairs == state
    assert review.undo("Anna") is None
    assert review.comparison.decisions == ()
    review = session(tmp_path)
    for state in states[1:]:
        review.redo("Anna")
        assert review.comparison.pairs == state
    assert review.redo("Anna") is None
    review.undo("Anna")
    review.decide([order(review, Action.REJECTED, "O1", "P1")], "Anna")
    assert not review.can_redo


def test_the_log_only_grows(tmp_path: Path) -> None:
    """Undoing adds to the log; SQLite itself refuses to change or delete an entry."""
    review = session(tmp_path)
    review.decide([order(review, Action.CONFIRMED, "O1", "P1")], "Anna")
    review.undo("Anna")
    database = sqlite3.connect(tmp_path / "review.sqlite")
    assert [kind for (kind,) in database.execute("SELECT kind FROM entry")] == ["decide", "undo"]
    for statement in ("DELETE FROM entry", "UPDATE entry SET by = 'Eve'"):
        with pytest.raises(sqlite3.IntegrityError, match="append only"):
            database.execute(statement)
    database.close()


def test_all_or_none(tmp_path: Path) -> None:
    """Of several orders, none is carried out where one cannot be."""
    review = session(tmp_path)
    good = order(review, Action.CONFIRMED, "O1", "P1")
    with pytest.raises(ConflictError):
        review.decide([good, replace(good, pair="nonsense")], "Anna")
    with pytest.raises(OrderError, match="together"):
        review.decide([good, order(review, Action.REJECTED, "O3", "P4")], "Anna")
    assert review.log.last() == 0
    assert review.comparison.decisions == ()


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the log cannot be written, the decision is not shown as made."""
    review = session(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise ReadError("disk full", slug="review-log")

    monkeypatch.setattr(review.log, "append", fail)
    with pytest.raises(ReadError):
        review.decide([order(review, Action.CONFIRMED, "O1", "P1")], "Anna")
    assert review.comparison.decisions == ()


def test_two_windows_see_each_other(tmp_path: Path) -> None:
    """A second process on the same log takes in what the first decided, and does not decide on what it has not seen."""
    one, other = session(tmp_path), session(tmp_path)
    stale = order(other, Action.REJECTED, "O1", "P1")
    one.decide([order(one, Action.CONFIRMED, "O1", "P1")], "Anna")
    with pytest.raises(ConflictError):
        other.decide([stale], "Ben")
    assert other.comparison == one.comparison
    other.decide([order(other, Action.REJECTED, "O1", "P1")], "Ben")
    found = one.updates(1, "press-1")
    assert found.statements == ("O1", "P1")
    assert {pair_of(one, "O1").id, pair_of(one, "P1").id} < set(found.pairs)
    assert one.comparison == other.comparison


def test_updates_are_those_of_one_report(tmp_path: Path) -> None:
    """A page of one report is not told of another's pairs."""
    review = session(tmp_path, two_reports())
    review.decide([order(review, Action.CONFIRMED, "O1", "P1", report="press-2")], "Anna")
    assert review.updates(0, "press-1").pairs == ()
    assert review.updates(0, "press-2").pairs == (pair_of(review, "O1", "P1", report="press-2").id,)
    check_laws(review.comparison)


KILLED = """
import sys
from pathlib import Path
from reportgen.model import Action, Comparison
from reportgen.review.log import Log
from reportgen.review.orders import Order
from reportgen.review.session import Session

review = Session(Comparison.from_json(Path(sys.argv[1]).read_text("utf-8")), Log(Path(sys.argv[2])))
while True:
    pair = review.board.pairs("press-1")[0]
    entry = review.decide([Order(Action.CONFIRMED, "press-1", pair.id, review.version("press-1", pair.id))], "Anna")
    print(entry.seq, flush=True)
"""


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """What was answered is on disk when the process is killed, and the review goes on from there."""
    (tmp_path / "small.json").write_text(small().to_json(), "utf-8")
    answered = 0
    for _ in range(2):
        command = [sys.executable, "-c", KILLED, str(tmp_path / "small.json"), str(tmp_path / "review.sqlite")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(3):
                answered = int(process.stdout.readline())
            process.kill()
        review = session(tmp_path)
        assert review.seq >= answered
        assert len(review.comparison.decisions or ()) == review.seq
        review.log.close()


def test_decisions_find_their_statements_again(tmp_path: Path) -> None:
    """Where the text is the same but statements have other numbers and pairs other partners, decisions stand."""
    review = session(tmp_path)
    review.decide([order(review, Action.REJECTED, "O1", "P1")], "Anna")
    base = small()
    statements = tuple(replace(one, id=f"P{number + 10}") for number, one in enumerate(base.reports[0].statements))
    report = replace(base.reports[0], statements=statements)
    again = session(tmp_path, comparison(base.official, report, pairs=Pairing(base.official, report).all()))
    assert again.lost == []
    assert [one.after[0].official for one in again.comparison.decisions or ()] == [("O1",)]
    found = read_review(again.comparison)
    assert found is not None
    assert found.of(pair_of(again, "P10")).state is State.CHANGED


def test_a_changed_text_is_checked_again(tmp_path: Path) -> None:
    """Where a text has changed, its decisions wait for an editor; one whose words stand elsewhere can be applied there."""
    review = session(tmp_path)
    review.decide([order(review, Action.CONFIRMED, "O3", "P4")], "Anna")
    review.decide([order(review, Action.CONFIRMED, "O2", "P2")], "Anna")
    review.decide([order(review, Action.NOTED, "O4", note="Only in the official text.")], "Anna")
    base = changed(press=("It rained.", *PRESS[:1], "The ministry spends nothing.", *PRESS[2:]))
    again = session(tmp_path, base)
    assert [one.action for one in again.comparison.decisions or ()] == ["noted"]
    moved, gone = again.lost
    assert [anchor.quote for anchor in moved.lost.missing] == [PRESS[3]]
    assert gone.lost.proposal is None
    with pytest.raises(OrderError, match="not in the text"):
        again.settle(gone.seq, gone.index, "Ben", accept=True)
    again.settle(moved.seq, moved.index, "Ben", accept=True)
    assert pair_of(again, "O3", "P5").label is Label.MATCHED
    again.settle(gone.seq, gone.index, "Ben", accept=False)
    assert again.lost == []
    assert session(tmp_path, base).lost == []
    again.undo("Ben")
    again.undo("Ben")
    assert len(again.lost) == 2
    # The first text is still there for whoever goes back to it.
    assert session(tmp_path).lost == []


def test_the_same_words_twice_are_no_place(tmp_path: Path) -> None:
    """Where the words of a decision stand twice in the changed text, none of the two is proposed."""
    review = session(tmp_path)
    review.decide([order(review, Action.CONFIRMED, "O1", "P1")], "Anna")
    again = session(tmp_path, changed(press=("It rained.", PRESS[0], PRESS[0])))
    assert [one.lost.proposal for one in again.lost] == [None]


def test_furniture_is_put_back(tmp_path: Path) -> None:
    """A removed passage becomes statements, numbered in their place, alone until an editor pairs them; undo removes it."""
    review = session(tmp_path, seeds())
    review.decide([order(review, Action.CONFIRMED, "O2", "P3")], "Anna")
    passage = next(one for one in review.comparison.reports[0].removed if len(one.text.split()) > 4)
    review.restore("press-1", passage.start, passage.end, "press-1", "Anna")
    report = review.comparison.reports[0]
    assert passage not in report.removed
    restored = [one for one in report.statements if passage.start <= one.start < passage.end]
    assert restored
    assert [one.id for one in report.statements] == [f"P{number}" for number in range(1, len(report.statements) + 1)]
    assert pair_of(review, restored[0].id).label is Label.ADDED
    check_laws(review.comparison)
    assert review.lost == []
    assert session(tmp_path, seeds()).comparison == review.comparison
    found = read_review(review.comparison)
    assert found is not None
    assert found.reviewed == 1
    with pytest.raises(OrderError, match="already"):
        review.restore("press-1", passage.start, passage.end, "press-1", "Anna")
    review.undo("Anna")
    assert review.comparison.reports == seeds().reports


def test_a_reviewed_file_can_be_reviewed_again(tmp_path: Path) -> None:
    """The decisions of a reviewed comparison file count where it is opened with another log."""
    review = session(tmp_path)
    review.decide([order(review, Action.REJECTED, "O1", "P1")], "Anna")
    saved = Comparison.from_json(review.comparison.to_json())
    again = Session(saved, Log(tmp_path / "other.sqlite"), now=lambda: AT)
    again.decide([order(again, Action.CONFIRMED, "O2", "P2")], "Ben")
    assert [(one.number, one.by) for one in again.comparison.decisions or ()] == [(1, "Anna"), (2, "Ben")]
    found = read_review(again.comparison)
    assert found is not None
    assert found.reviewed == 3


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to look like one" * 20, b"SQLite format 3\0"])
def test_a_file_that_is_no_log(tmp_path: Path, content: bytes) -> None:
    """A file that is something else is left alone, and the message says what to do."""
    path = tmp_path / "review.sqlite"
    path.write_bytes(content)
    with pytest.raises(ReadError, match="review-log"):
        Log(path)
    assert path.read_bytes() == content


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A log in a folder that does not exist is an error in words."""
    with pytest.raises(ReadError, match="review-log"):
        Log(tmp_path / "nowhere" / "review.sqlite")


def test_a_broken_entry_is_told(tmp_path: Path) -> None:
    """An entry this version cannot read stops the review instead of being passed over."""
    review = session(tmp_path)
    review.decide([order(review, Action.CONFIRMED, "O1", "P1")], "Anna")
    database = sqlite3.connect(tmp_path / "review.sqlite")
    database.execute("INSERT INTO entry (at, by, kind, decisions) VALUES ('', '', 'decide', '[{}]')")
    database.commit()
    database.close()
    with pytest.raises(ReadError, match="entry 2 is broken"):
        session(tmp_path)


def test_the_engine_s_own_comparison(tmp_path: Path) -> None:
    """A comparison as the engine makes it can be reviewed to the end and keeps the laws."""
    base = compare(Document.from_text("\n\n".join(OFFICIAL)), Document.from_text("\n\n".join(PRESS)))
    review = session(tmp_path, base)
    orders = [order(review, Action.CONFIRMED, *pair.official, *pair.press) for pair in review.board.pairs("press-1")]
    review.decide(orders, "Anna")
    assert review.comparison.pairs == base.pairs
    assert review.comparison.metrics == base.metrics
    found = read_review(review.comparison)
    assert found is not None
    assert found.is_complete
    check_laws(review.comparison)
