"""Which articles cover the releases of one block: copied text by rare phrases, reworded text by BM25, in DuckDB.

    1 weigh the words · 2 find articles that share rare phrases · 3 find those whose rarest words a release has ·
    4 score both kinds by the cosine of their BM25 weights · 5 keep what is near enough, with the evidence

A release and its coverage share little of their union: joined by Jaccard similarity (MinHash), next to none is found.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.batch.duck import connection, quoted
from reportgen.wordlists import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.batch.storage import Folder

SHINGLE = 4
"""Words of a phrase that is looked for."""

CONTENT_WORDS = 2
"""Words of a phrase that are no stop words; "one of the most" says nothing of where it comes from."""

MOST_RELEASES = 3
"""Releases of a block a phrase may stand in and still be rare; what stands in more is how a ministry writes."""

MOST_ARTICLES = (20, 0.02)
"""Articles a phrase may stand in: so many, or this share of the block's, whichever is more. An agency's story is in hundreds."""

LEAST_SHARED = 4
"""Rare phrases from which an article is said to copy. On the open texts 3 lets in five strange articles of 482, 4 two."""

LEAST_COPIED_SCORE = 0.1
"""A copying article's score must be no lower: below it the phrases are a menu or a signature that two sites share."""

QUERY_WORDS = 32
"""An article's rarest words, by which releases are looked for. 16 miss one more of the open reports, 64 find no more."""

CANDIDATES = 5
"""Releases looked at for each article. On the open texts the right one is among them for 192 of 195 articles."""

K1, B = 0.9, 0.4
"""BM25's own constants, as Lucene's users set them for news; 1.2 and .75 do slightly worse on the open texts."""

FEWEST = 1000
"""Documents from which on words are weighed by the block alone; a smaller block is taken for a part of so many, since among three
documents no word is rare. The floor was found on nine hundred."""

DIGITS = 6
"""Digits of a score. Sums of fractions differ in their last digits with the order of rows, which must change nothing."""

PHRASES = 5
"""Phrases and words kept as evidence, the longest and the most telling first."""

STEM = "regexp_replace(word, '(?:ies|es|s|ed|ing)$', '')"
"""SQL: what words are compared by. DuckDB's own stemmer lies in an extension that has to be downloaded."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What counts as coverage."""

    floor: float = 0.17
    """The score from which an article covers a release in its own words. Of the 31 open reports .17 finds 23, with 2 of 395
strange articles; .12 finds 26, with 7; .25 finds 17, with 2."""
    before: int = 3
    """Days before the release: what was leaked or announced."""
    after: int = 21
    """Days after it."""


@dataclass(frozen=True, slots=True)
class Block:
    """The releases of one language and week, and the articles that could cover them."""

    language: str
    week: str
    """The Monday, or `none`."""
    releases: tuple[str, ...]
    """Parquet files."""
    articles: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the block's results are called."""
        return f"{self.language}-{self.week}"


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker is told."""

    folder: Folder
    """Where the results go."""
    limits: Limits
    memory: str
    threads: int = 1

    def result_name(self, block: Block) -> str:
        """Return the file a block's results go to."""
        return f"found/{block.name}.parquet"


def match_block(task: Task, block: Block) -> int:
    """Return how many matches a block has, having written them."""
    places = (task.folder.place, *block.releases[:1], *block.articles[:1])
    with connection(memory=task.memory, threads=task.threads, folders=places) as duck:
        _load(duck, block)
        for statement in _steps(task.limits):
            duck.execute(statement)
        _add_evidence(duck)
        data = _as_parquet(duck)
        task.folder.write(task.result_name(block), data)
        (count,) = duck.execute("SELECT count(*) FROM result").fetchone()
        return int(count)


def _load(duck: Any, block: Block) -> None:
    stop = sorted(read_words("stop_words.txt"))
    duck.execute("CREATE TABLE stop AS SELECT unnest($1::VARCHAR[]) AS word", [stop])
    for name, files in (("releases", block.releases), ("articles", block.articles)):
        listed = ", ".join(quoted(file) for file in files)
        source = f"read_parquet([{listed}], hive_partitioning = false)" if files else f"({_NO_DOCUMENTS})"
        # Numbers stand for documents: rows of words are many, and ids may be long.
        duck.execute(f"CREATE TABLE {name} AS SELECT row_number() OVER (ORDER BY id) AS doc, id, day, words FROM {source}")


_NO_DOCUMENTS = "SELECT ''::VARCHAR AS id, NULL::DATE AS day, []::VARCHAR[] AS words WHERE false"


def _shingles(table: str) -> str:
    """Return the SQL that gives every phrase of a table's documents as a hash, with its place."""
    words = " || ' ' || ".join(f"words[i + {offset}]" if offset else "words[i]" for offset in range(SHINGLE))
    return (
        f"SELECT doc, unnest(range(1, len(words) - {SHINGLE - 2})) AS place, "
        f"unnest(list_transform(range(1, len(words) - {SHINGLE - 2}), lambda i: hash({words}))) AS phrase "
        f"FROM {table} WHERE len(words) >= {SHINGLE}"
    )


def _steps(limits: Limits) -> Iterable[str]:
    """Yield the statements that find and score the matches of a block, in order."""
    # Days from the release to the article; what has no date could be of any.
    window = f"(r.day IS NULL OR a.day IS NULL OR a.day - r.day BETWEEN {-limits.before} AND {limits.after}) AND r.id != a.id"
    yield from _weigh_words()
    yield from _find_copies(window)
    yield from _find_rewordings(window)
    yield from _score(limits)


def _weigh_words() -> Iterable[str]:
    """Yield what gives each word of each document its BM25 weight over the documents of the block."""
    for side in ("releases", "articles"):
        yield (
            f"CREATE TABLE {side}_terms AS SELECT doc, {STEM} AS term, min(word) AS word, count(*)::DOUBLE AS tf "
            f"FROM (SELECT doc, unnest(words) AS word FROM {side}) ANTI JOIN stop USING (word) GROUP BY doc, term"
        )
    yield (
        "CREATE TABLE idf AS SELECT term, ln(1 + (total - df + 0.5) / (df + 0.5)) AS idf FROM (SELECT term, count(*) AS df FROM "
        "(SELECT term FROM releases_terms UNION ALL SELECT term FROM articles_terms) GROUP BY term), "
        f"(SELECT greatest({FEWEST}, (SELECT count(*) FROM releases) + (SELECT count(*) FROM articles)) AS total)"
    )
    yield (
        "CREATE TABLE mean AS SELECT sum(tf) / greatest(1, (SELECT count(*) FROM releases) + (SELECT count(*) FROM articles)) "
        "AS length FROM (SELECT tf FROM releases_terms UNION ALL SELECT tf FROM articles_terms)"
    )
    for side in ("releases", "articles"):
        yield (
            f"CREATE TABLE {side}_weights AS SELECT doc, term, word, idf, "
            f"idf * tf * (1 + {K1}) / (tf + {K1} * (1 - {B} + {B} * length / (SELECT length FROM mean))) AS weight "
            f"FROM {side}_terms JOIN idf USING (term) "
            f"JOIN (SELECT doc, sum(tf) AS length FROM {side}_terms GROUP BY doc) USING (doc)"
        )
        yield f"DROP TABLE {side}_terms"
        yield f"CREATE TABLE {side}_norms AS SELECT doc, sqrt(sum(weight * weight)) AS norm FROM {side}_weights GROUP BY doc"


def _find_copies(window: str) -> Iterable[str]:
    """Yield what finds rare phrases of the releases, and the articles that have them."""
    most, share = MOST_ARTICLES
    yield (
        f"CREATE TABLE phrases AS SELECT doc, place, phrase FROM ({_shingles('releases')}) "
        f"SEMI JOIN (SELECT phrase FROM ({_shingles('releases')}) GROUP BY phrase HAVING count(DISTINCT doc) <= {MOST_RELEASES}) "
        "USING (phrase)"
    )
    content = " + ".join(f"(words[place + {offset}] NOT IN (FROM stop))::INT" for offset in range(SHINGLE))
    yield (
        "CREATE TABLE rare AS SELECT doc, place, phrase FROM phrases JOIN (SELECT doc, words FROM releases) USING (doc) "
        f"WHERE {content} >= {CONTENT_WORDS}"
    )
    yield (f"CREATE TABLE hits AS SELECT DISTINCT doc, phrase FROM ({_shingles('articles')}) SEMI JOIN rare USING (phrase)")
    yield (
        "DELETE FROM hits WHERE phrase IN (SELECT phrase FROM hits GROUP BY phrase HAVING count(*) > "
        f"greatest({most}, {share} * (SELECT count(*) FROM articles)))"
    )
    yield (
        "CREATE TABLE copied AS SELECT rare.doc AS release, hits.doc AS article, count(DISTINCT phrase) AS shared, "
        "list_sort(list(DISTINCT place)) AS places FROM rare JOIN hits USING (phrase) "
        "JOIN releases r ON r.doc = rare.doc JOIN articles a ON a.doc = hits.doc "
        f"WHERE {window} GROUP BY rare.doc, hits.doc HAVING shared >= {LEAST_SHARED}"
    )


def _find_rewordings(window: str) -> Iterable[str]:
    """Yield what finds, for the rarest words of each article, the releases that have most of them."""
    yield (
        "CREATE TABLE queries AS SELECT doc, term, weight FROM articles_weights SEMI JOIN releases_weights USING (term) "
        f"QUALIFY row_number() OVER (PARTITION BY doc ORDER BY idf DESC, term) <= {QUERY_WORDS}"
    )
    yield (
        "CREATE TABLE reworded AS SELECT release, article FROM (SELECT w.doc AS release, q.doc AS article, "
        f"round(sum(q.weight * w.weight) / any_value(n.norm), {DIGITS}) AS sum "
        "FROM queries q JOIN releases_weights w USING (term) JOIN releases_norms n ON n.doc = w.doc "
        f"JOIN releases r ON r.doc = w.doc JOIN articles a ON a.doc = q.doc WHERE {window} GROUP BY w.doc, q.doc) "
        f"QUALIFY row_number() OVER (PARTITION BY article ORDER BY sum DESC, release) <= {CANDIDATES}"
    )


def _score(limits: Limits) -> Iterable[str]:
    """Yield what scores the candidates of both kinds alike and keeps those that are near enough."""
    yield "CREATE TABLE candidates AS SELECT release, article FROM reworded UNION SELECT release, article FROM copied"
    yield (
        "CREATE TABLE scored AS SELECT c.release, c.article, "
        f"round(sum(r.weight * a.weight) / any_value(rn.norm * an.norm), {DIGITS}) AS score, "
        f"list(a.word ORDER BY r.weight * a.weight DESC, a.word)[:{PHRASES + 3}] AS words "
        "FROM candidates c JOIN releases_weights r ON r.doc = c.release "
        "JOIN articles_weights a ON a.doc = c.article AND a.term = r.term "
        "JOIN releases_norms rn ON rn.doc = c.release JOIN articles_norms an ON an.doc = c.article GROUP BY c.release, c.article"
    )
    yield (
        "CREATE TABLE kept AS SELECT s.release, s.article, s.score, s.words, coalesce(k.shared, 0) AS shared, k.places, "
        f"CASE WHEN k.shared IS NULL THEN 'reworded' WHEN s.score < {limits.floor} THEN 'copied' ELSE 'both' END AS method "
        "FROM scored s LEFT JOIN copied k USING (release, article) "
        f"WHERE s.score >= {limits.floor} OR (k.shared IS NOT NULL AND s.score >= {LEAST_COPIED_SCORE})"
    )


def _add_evidence(duck: Any) -> None:
    """Make `result`: what was kept, under the documents' own ids, with the phrases both have."""
    rows = duck.execute(
        "SELECT release, article, places, r.words FROM kept JOIN releases r ON r.doc = release WHERE places IS NOT NULL"
    ).fetchall()
    phrases = [(release, article, *shared_phrases(places, words)) for release, article, places, words in rows]
    duck.execute("CREATE TABLE found (release BIGINT, article BIGINT, phrases VARCHAR[], longest INTEGER)")
    if phrases:
        columns = [list(column) for column in zip(*phrases, strict=True)]
        duck.execute(
            "INSERT INTO found SELECT unnest($1::BIGINT[]), unnest($2::BIGINT[]), unnest($3::VARCHAR[][]), unnest($4::INTEGER[])",
            columns,
        )
    duck.execute(
        "CREATE TABLE result AS SELECT r.id AS release, a.id AS article, score, method, a.day - r.day AS days, shared, "
        "coalesce(f.longest, 0) AS longest, coalesce(f.phrases, []) AS phrases, k.words "
        "FROM kept k JOIN releases r ON r.doc = k.release JOIN articles a ON a.doc = k.article "
        "LEFT JOIN found f ON f.release = k.release AND f.article = k.article ORDER BY r.id, a.id"
    )


def shared_phrases(places: Sequence[int], words: Sequence[str]) -> tuple[list[str], int]:
    """Return the longest phrases that begin at these places of `words` (from 1), and how many words the longest has.

    Phrases that overlap or touch are one.

    >>> shared_phrases([1, 2, 8], "the bridge over the ems was closed for two years on thursday".split())
    (['the bridge over the ems', 'for two years on'], 5)
    """
    runs: list[list[int]] = []
    for place in sorted(places):
        start, end = place - 1, place - 1 + SHINGLE
        if runs and start <= runs[-1][1]:
            runs[-1][1] = max(end, runs[-1][1])
        else:
            runs.append([start, end])
    runs.sort(key=lambda run: (run[0] - run[1], run[0]))
    return [" ".join(words[start:end]) for start, end in runs[:PHRASES]], runs[0][1] - runs[0][0] if runs else 0


def _as_parquet(duck: Any) -> bytes:
    """Return the result as the bytes of a Parquet file."""
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        file = Path(folder, "result.parquet")
        duck.execute(
            f"COPY (SELECT * FROM result ORDER BY release, article) TO {quoted(str(file))} (FORMAT parquet, COMPRESSION zstd)"
        )
        return file.read_bytes()
