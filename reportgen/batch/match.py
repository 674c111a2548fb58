"""Which article covers which release: two corpora go in, a table of matches comes out.

1 stage both corpora by language and week · 2 match each block of releases with the articles of its days ·
3 put the blocks' results together
"""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.align.pairmodel import cores, threads_for
from reportgen.batch.corpus import FIELDS, NO_WEEK, Corpus, choose_columns, corpus_key, documents_query, stage, staged_files
from reportgen.batch.covering import Block, Limits, Task, match_block
from reportgen.batch.duck import DEFAULT_MEMORY, connection, load_duckdb, quoted
from reportgen.batch.engines import Serial, engine_for
from reportgen.batch.storage import Folder, filesystem_of, is_address
from reportgen.errors import ReadError, ReportgenError, UsageError
from reportgen.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WORK = ".work"
"""What is put after the output's name for the folder a run goes on from; it is gone when all is done."""

STAGED = "staged"
"""The file that says that both corpora are staged."""

PER_ARTICLE = 3
"""Releases an article may be said to cover: the best of them."""

NAMES = ("releases", "articles")
"""What both sides are called where they are staged."""

DOCUMENT = ("title", "publisher", "author", "published", "url", "language")
"""What the table of matches has of both documents, in the words of a manifest."""


@dataclass
class MatchProgress:
    """How far matching is."""

    total: int = 0
    """Blocks; 0 while the corpora are read."""
    finished: int = 0
    started: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class MatchResult:
    """What matching came to."""

    output: str
    releases: int
    articles: int
    blocks: int
    kept: int
    """Blocks that were finished before."""
    matches: int
    failures: tuple[tuple[str, str], ...]
    """Blocks that failed, and why."""


def match_coverage(
    releases: Corpus | str,
    articles: Corpus | str,
    output: str | Path,
    *,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
    texts: bool = False,
    jobs: int | None = None,
    scheduler: str | None = None,
    force: bool = False,
    memory: str = DEFAULT_MEMORY,
    progress: Callable[[MatchProgress], None] | None = None,
) -> MatchResult:
    """Find which articles cover which releases and write the matches to `output`, a Parquet file that is also a manifest.

    A corpus is a table (CSV, JSON Lines, Parquet; several files as `2024-*.parquet`) larger than memory if need be. `texts` puts
    both texts into the result, so that `run_batch` needs nothing else. `memory` is what each process may hold. A block that
    fails is in the result, the others are written; the same call goes on from there. Raises ReadError and UsageError for a
    corpus that cannot be used, RenderError where nothing can be written.
    """
    load_duckdb()
    sides = tuple(side if isinstance(side, Corpus) else Corpus(str(side)) for side in (releases, articles))
    folder, target = Folder(f"{output}{WORK}"), _target(str(output))
    tell, state = progress or (lambda _: None), MatchProgress()
    tell(state)
    count = jobs or cores()
    with connection(memory=memory, threads=count, folders=(*(side.source for side in sides), str(output))) as duck:
        columns = tuple(choose_columns(duck, side) for side in sides)
        _stage_both(duck, folder, sides, columns, corpus_key(__version__, asdict(limits)), force=force)
        counts = [_count(duck, folder, name, side) for name, side in zip(NAMES, sides, strict=True)]
    blocks = cut_blocks(staged_files(folder, "releases"), staged_files(folder, "articles"), limits)
    task = Task(folder, limits, memory, threads=1 if scheduler else threads_for(count))
    done = set(folder.names("found", ".parquet"))
    left = [block for block in blocks if task.result_name(block) not in done]
    state.total, state.finished = len(blocks), len(blocks) - len(left)
    failures = []
    engine = engine_for(jobs=count, scheduler=scheduler) if len(left) > 1 or scheduler else Serial()
    for block, result in engine.run(partial(match_block, task), left):
        if isinstance(result, BaseException):
            failures.append((block.name, _told(result)))
        state.finished += 1
        tell(state)
    matches = _gather(folder, sides, columns, target, texts=texts, memory=memory)
    if not failures:
        _remove(folder)
    return MatchResult(
        output=str(output),
        releases=counts[0],
        articles=counts[1],
        blocks=len(blocks),
        kept=len(blocks) - len(left),
        matches=matches,
        failures=tuple(sorted(failures)),
    )


def _stage_both(
    duck: Any, folder: Folder, sides: Sequence[Corpus], columns: Sequence[dict[str, str]], key: str, *, force: bool
) -> None:
    """Stage both corpora, unless they are staged already, from the same files and for the same limits."""
    key = corpus_key(key, *([side.identity(), sorted(side.columns.items())] for side in sides))
    if not force and folder.read(STAGED) == key.encode():
        return
    _remove(folder)
    by_language = all("language" in own for own in columns)
    for side, own, name in zip(sides, columns, NAMES, strict=True):
        stage(duck, side, own, folder, name, by_language=by_language)
    folder.write(STAGED, key.encode())


def cut_blocks(
    releases: dict[tuple[str, str], list[str]], articles: dict[tuple[str, str], list[str]], limits: Limits
) -> list[Block]:
    """Return a block for each language and week of releases, with the articles of the weeks in which they can be covered.

    A release is in one block, so blocks do not know of each other and all their results together are the answer.
    """
    return [
        Block(language, week, tuple(files), tuple(_files_near(articles, language, week, limits)))
        for (language, week), files in sorted(releases.items())
    ]


def _files_near(articles: dict[tuple[str, str], list[str]], language: str, week: str, limits: Limits) -> Iterator[str]:
    for (other, day), files in sorted(articles.items()):
        if other == language and _is_near(week, day, limits):
            yield from files


def _is_near(week: str, other: str, limits: Limits) -> bool:
    """Return whether an article of one week could cover a release of another; what has no date could be of any."""
    if NO_WEEK in (week, other):
        return True
    monday, article_monday = date.fromisoformat(week), date.fromisoformat(other)
    first, last = monday - timedelta(days=limits.before), monday + timedelta(days=6 + limits.after)
    return article_monday <= last and article_monday + timedelta(days=6) >= first


def _count(duck: Any, folder: Folder, name: str, side: Corpus) -> int:
    files = ", ".join(quoted(file) for found in staged_files(folder, name).values() for file in found)
    if not files:
        raise ReadError("there is no document with an id and a text in it", slug="empty-corpus", where=side.source)
    (count,) = duck.execute(f"SELECT count(*) FROM read_parquet([{files}])").fetchone()
    return int(count)


def _gather(
    folder: Folder,
    sides: Sequence[Corpus],
    columns: Sequence[dict[str, str]],
    target: tuple[Folder, str],
    *,
    texts: bool,
    memory: str,
) -> int:
    """Write the table of matches from the blocks' results; return how many there are."""
    files = folder.names("found", ".parquet")
    places = (folder.place, *(side.source for side in sides))
    with connection(memory=memory, folders=places) as duck, tempfile.TemporaryDirectory(prefix="reportgen-") as scratch:
        listed = ", ".join(quoted(folder.address(name)) for name in files)
        found = f"read_parquet([{listed}])" if files else f"({_NOTHING})"
        duck.execute(
            "CREATE TABLE found AS SELECT *, row_number() OVER (PARTITION BY article ORDER BY score DESC, release) AS rank "
            f"FROM {found} QUALIFY rank <= {PER_ARTICLE}"
        )
        for name, side, own in zip(("release", "article"), sides, columns, strict=True):
            kept = ", ".join(name for name in FIELDS if texts or name != "text")
            duck.execute(
                f"CREATE TABLE {name}s AS SELECT {kept} FROM ({documents_query(side, own)}) SEMI JOIN "
                f"(SELECT {name} AS id FROM found) USING (id)"
            )
        file = Path(scratch, "matches.parquet")
        duck.execute(f"COPY ({_matches(texts=texts)}) TO {quoted(str(file))} (FORMAT parquet, COMPRESSION zstd)")
        target[0].write(target[1], file.read_bytes())
        (count,) = duck.execute("SELECT count(*) FROM found").fetchone()
        return int(count)


_NOTHING = (
    "SELECT ''::VARCHAR AS release, ''::VARCHAR AS article, 0::DOUBLE AS score, ''::VARCHAR AS method, 0::BIGINT AS days, "
    "0::BIGINT AS shared, 0::INTEGER AS longest, []::VARCHAR[] AS phrases, []::VARCHAR[] AS words WHERE false"
)


def _matches(*, texts: bool) -> str:
    """Return the query the table of matches is written from: the columns of a manifest, then the evidence."""
    sides = {"official": "r", "press": "a"}
    documents = [f"coalesce({table}.path, {table}.id) AS {side}" for side, table in sides.items()]
    documents += [f"{table}.{name} AS {side}_{name}" for side, table in sides.items() for name in DOCUMENT]
    documents += [f"{table}.text AS {side}_text" for side, table in sides.items()] if texts else []
    return (
        f"SELECT release || ' / ' || article AS id, {', '.join(documents)}, release, article, score, method, days, shared, "
        "longest, phrases, words, rank FROM found JOIN releases r ON r.id = release JOIN articles a ON a.id = article "
        "ORDER BY release, article"
    )


def _target(output: str) -> tuple[Folder, str]:
    if not output.endswith(".parquet"):
        raise UsageError(
            "matches are written as Parquet", slug="unknown-table", where=output, remedy="Name it so: -o matches.parquet"
        )
    place, _, name = output.replace("\\", "/").rpartition("/")
    return Folder(place or "."), name


def _remove(folder: Folder) -> None:
    if is_address(folder.place):
        system = filesystem_of(folder.place)
        if system.exists(folder.place):
            system.rm(folder.place, recursive=True)
    else:
        shutil.rmtree(folder.place, ignore_errors=True)


def _told(error: BaseException) -> str:
    return str(error) if isinstance(error, ReportgenError) else f"an unexpected {type(error).__name__}: {str(error)[:200]}"
