"""Which article covers which release: found, explained, the same however the work is cut up."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reportgen.batch import covering, run_batch
from reportgen.batch import match as matching
from reportgen.batch.corpus import Corpus
from reportgen.batch.covering import Limits, shared_phrases
from reportgen.batch.duck import load_duckdb
from reportgen.batch.match import cut_blocks, match_coverage
from reportgen.errors import ReadError, UsageError
from tests.batch.generator import Archive, make_archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MEMORY = "1GB"


@cache
def archive() -> Archive:
    """Return a hundred releases and eight hundred articles of six weeks."""
    return make_archive(100, 800, weeks=6)


def write(path: Path, documents: Iterable[dict[str, Any]]) -> str:
    """Write documents as JSON Lines; return where."""
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")
    return str(path)


def write_archive(folder: Path) -> tuple[str, str]:
    """Write the archive's two tables."""
    return write(folder / "releases.jsonl", archive().releases), write(folder / "articles.jsonl", archive().articles)


def digest(path: Path) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def serial(folder: Path) -> str:
    """Return the hash of the matches of the archive, found in one process."""
    match_coverage(*write_archive(folder), folder / "serial.parquet", jobs=1, memory=MEMORY)
    return digest(folder / "serial.parquet")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that the tests of this module share."""
    return tmp_path_factory.mktemp("match")


def rows(path: Path, query: str = "FROM matches ORDER BY release, article") -> list[dict[str, Any]]:
    """Return what a query finds in a table of matches."""
    with load_duckdb().connect() as duck:
        duck.execute(f"CREATE VIEW matches AS FROM read_parquet('{path}')")
        found = duck.execute(query)
        names = [item[0] for item in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_what_is_found(shared: Path) -> None:
    """Every copying article is found, most of those in other words, and hardly any that covers none."""
    serial(shared)
    best = {row["article"]: row for row in rows(shared / "serial.parquet") if row["rank"] == 1}
    truth, copying = archive().truth, archive().copying
    right = {article for article, row in best.items() if truth.get(article) == row["release"]}
    assert len(right) / len(best) > 0.97
    assert len(right & copying) / len(copying) > 0.97
    assert len(right - copying) / len(truth.keys() - copying) > 0.7
    assert all(best[article]["method"] == "reworded" for article in right - copying)
    assert all(best[article]["method"] in {"copied", "both"} for article in right & copying)


def test_the_evidence_is_there(shared: Path) -> None:
    """Phrases and words of a match stand in both texts, and its days are those between them."""
    serial(shared)
    texts = {document["id"]: document for document in (*archive().releases, *archive().articles)}
    found = rows(shared / "serial.parquet")
    for row in found[:200]:
        sides = [texts[row[side]] for side in ("release", "article")]
        words = [" ".join(side["text"].lower().replace(".", "").split()) for side in sides]
        assert all(phrase in words[0] for phrase in row["phrases"])
        assert row["words"]
        assert all(word in words[1] for word in row["words"])
        assert row["days"] == (date.fromisoformat(sides[1]["published"]) - date.fromisoformat(sides[0]["published"])).days
        assert -3 <= row["days"] <= 21
    assert any(row["longest"] > 8 for row in found)


@pytest.mark.slow
def test_processes_find_the_same(shared: Path) -> None:
    """Three processes write the same bytes as one."""
    one = serial(shared)
    match_coverage(*write_archive(shared), shared / "three.parquet", jobs=3, memory=MEMORY)
    assert digest(shared / "three.parquet") == one


def test_order_failure_and_restart(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks in another order, one of them failing: the others are written, and the next run does that one and ends the same."""
    one = serial(shared)
    real, cut, seen = matching.match_block, matching.cut_blocks, []

    def faulty(task: covering.Task, block: covering.Block) -> int:
        seen.append(block.name)
        if block.week == "2024-01-15" and len(seen) < 20:
            raise RuntimeError("the machine is on fire")
        return real(task, block)

    monkeypatch.setattr(matching, "cut_blocks", lambda *sides: list(reversed(cut(*sides))))
    monkeypatch.setattr(matching, "match_block", faulty)
    target = shared / "again.parquet"
    result = match_coverage(*write_archive(shared), target, jobs=1, memory=MEMORY)
    assert [name for name, _ in result.failures] == ["en-2024-01-15"]
    assert "on fire" in result.failures[0][1]
    assert 0 < len(rows(target)) < len(rows(shared / "serial.parquet"))
    seen[:] = [""] * 20
    again = match_coverage(shared / "releases.jsonl", shared / "articles.jsonl", target, jobs=1, memory=MEMORY)  # type: ignore[arg-type]
    assert (again.kept, seen[20:], again.failures) == (result.blocks - 1, ["en-2024-01-15"], ())
    assert digest(target) == one
    assert not Path(f"{target}.work").exists()


def test_matches_are_a_manifest(tmp_path: Path) -> None:
    """With the texts in it, a table of matches is all that a batch needs."""
    text = "The ministry opened the Weser bridge after repairs that cost fifteen million euros and lasted two years."
    releases = [{"id": "r1", "text": text, "published": "2024-06-13", "title": "Bridge open"}]
    articles = [
        {"id": "a1", "text": f"Glad faces. {text} So it was said.", "published": "2024-06-14", "publisher": "Herald"},
        {"id": "a2", "text": "Nothing of the kind has happened in the south, where rain fell.", "published": "2024-06-14"},
    ]
    sides = write(tmp_path / "r.jsonl", releases), write(tmp_path / "a.jsonl", articles)
    assert match_coverage(*sides, tmp_path / "m.parquet", texts=True, jobs=1).matches == 1
    result = run_batch(tmp_path / "m.parquet", tmp_path / "out", jobs=1)
    assert (result.done, result.failed) == (1, 0)
    assert "Herald" in (tmp_path / "out/summary.html").read_text("utf-8")


STORY = "The harbour of {0} gets a second lock gate for large container vessels, built by local welders within eighteen months."


@pytest.mark.parametrize(
    ("release_day", "article_day", "found"),
    [
        ("2024-06-13", "2024-06-13", True),
        ("2024-06-13", "2024-06-10", True),
        ("2024-06-13", "2024-06-09", False),
        ("2024-06-13", "2024-07-04", True),
        ("2024-06-13", "2024-07-05", False),
        # What has no date, or none that can be read, could be of any.
        ("2024-06-13", None, True),
        (None, "1999-01-01", True),
        (None, None, True),
        ("2024-06-13", "last week", True),
    ],
)
def test_days(release_day: str | None, article_day: str | None, found: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """An article covers a release from three days before to three weeks after it."""
    noise = [
        {"id": f"n{number}", "text": f"word{number} of another story altogether", "published": release_day} for number in range(9)
    ]
    releases = write(tmp_path / "r.jsonl", [{"id": "r", "text": STORY.format("Ems"), "published": release_day}, *noise])
    articles = write(tmp_path / "a.jsonl", [{"id": "a", "text": STORY.format("Ems"), "published": article_day}])
    match_coverage(releases, articles, tmp_path / "m.parquet", jobs=1)
    assert bool(rows(tmp_path / "m.parquet")) == found


def test_languages_are_kept_apart(tmp_path: Path) -> None:
    """Where both tables tell languages, only texts of one language are set beside each other."""
    releases = write(tmp_path / "r.jsonl", [{"id": "r", "text": STORY.format("Ems"), "language": "en-GB"}])
    articles = write(
        tmp_path / "a.jsonl",
        [
            {"id": "same", "text": STORY.format("Ems"), "language": "EN"},
            {"id": "other", "text": STORY.format("Ems"), "language": "nl"},
        ],
    )
    match_coverage(releases, articles, tmp_path / "m.parquet", jobs=1)
    assert [row["article"] for row in rows(tmp_path / "m.parquet")] == ["same"]


def test_columns_by_other_names(tmp_path: Path) -> None:
    """A table may call its columns as it likes, if that is said."""
    releases = write(tmp_path / "r.jsonl", [{"key": 7, "body": STORY.format("Ems")}])
    articles = write(tmp_path / "a.jsonl", [{"url": "https://example.org/1", "text": STORY.format("Ems")}])
    match_coverage(Corpus(releases, {"id": "key", "text": "body"}), articles, tmp_path / "m.parquet", jobs=1)
    (row,) = rows(tmp_path / "m.parquet")
    assert (row["release"], row["article"]) == ("7", "https://example.org/1")


@pytest.mark.parametrize(
    ("documents", "error", "slug"),
    [
        ([{"id": "r"}], UsageError, "column-missing"),
        ([{"text": "Words."}], UsageError, "column-missing"),
        ([{"id": "r", "text": "One."}, {"id": "r", "text": "Two."}], UsageError, "same-id-twice"),
        ([{"id": None, "text": "One."}], ReadError, "empty-corpus"),
    ],
)
def test_a_corpus_that_cannot_be_used(documents: list[dict[str, Any]], error: type[Exception], slug: str, tmp_path: Path) -> None:
    """What is wrong with a table is told, and no output is made."""
    articles = write(tmp_path / "a.jsonl", [{"id": "a", "text": "Words."}])
    with pytest.raises(error, match=slug):
        match_coverage(write(tmp_path / "r.jsonl", documents), articles, tmp_path / "m.parquet", jobs=1)
    assert not (tmp_path / "m.parquet").exists()


def test_odd_documents(tmp_path: Path) -> None:
    """Empty texts, a single word, one word a hundred thousand times, and no word at all break nothing."""
    odd = ["", "word", "again " * 100_000, "\u0000 … !", "🙂" * 50]
    releases = write(tmp_path / "r.jsonl", [{"id": f"r{number}", "text": text} for number, text in enumerate(odd)])
    articles = write(tmp_path / "a.jsonl", [{"id": f"a{number}", "text": text} for number, text in enumerate(odd)])
    result = match_coverage(releases, articles, tmp_path / "m.parquet", jobs=1)
    assert result.failures == ()


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_object_storage(kind: str, tmp_path: Path) -> None:
    """Tables and matches may be behind an address."""
    import fsspec  # noqa: PLC0415  (an extra)

    base = f"memory://{uuid.uuid4().hex}" if kind == "memory" else (tmp_path / "store").as_uri()
    store = fsspec.filesystem(kind)
    store.makedirs(base, exist_ok=True)
    for name, identity in (("r", "release"), ("a", "article")):
        line = json.dumps({"id": identity, "text": STORY.format("Ems"), "published": "2024-06-13"}) + "\n"
        store.pipe(f"{base}/{name}.jsonl", line.encode())
    assert match_coverage(f"{base}/r.jsonl", f"{base}/a.jsonl", f"{base}/m.parquet", jobs=1).matches == 1
    store.get(f"{base}/m.parquet", str(tmp_path / "m.parquet"))
    assert [row["article"] for row in rows(tmp_path / "m.parquet")] == ["article"]
    assert not [path for path in store.find(base) if ".work" in path]


def test_blocks_hold_every_release_once() -> None:
    """Each week's releases are in one block, with every article that could cover one of them."""
    first = date(2024, 1, 1)
    weeks = [(first + timedelta(weeks=number)).isoformat() for number in range(10)]
    sides: Iterator[dict[tuple[str, str], list[str]]] = ({("en", week): [f"{name}{week}"] for week in weeks} for name in "ra")
    blocks = cut_blocks(*sides, Limits(before=3, after=21))  # type: ignore[call-arg, arg-type]
    assert [file for block in blocks for file in block.releases] == [f"r{week}" for week in weeks]
    assert blocks[4].articles == tuple(f"a{week}" for week in weeks[3:8])


@pytest.mark.parametrize(
    ("places", "phrases", "longest"),
    [
        ([], [], 0),
        ([1], ["a b c d"], 4),
        ([1, 2, 3], ["a b c d e f"], 6),
        ([1, 6], ["a b c d", "f g h i"], 4),
        ([3, 1], ["a b c d e f"], 6),
    ],
)
def test_shared_phrases(places: list[int], phrases: list[str], longest: int) -> None:
    """Places that overlap or touch make one phrase."""
    assert shared_phrases(places, "a b c d e f g h i j".split()) == (phrases, longest)
