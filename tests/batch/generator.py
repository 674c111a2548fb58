"""Releases and articles made up from a seed, with words and phrases as frequent as in news.

Every word, the rarest too, comes from one vocabulary with Zipf's distribution, and phrases of several words recur as they do in
news: a story's own words are ordinary words, and no invented name gives a match away. `rarity` measures it, and
`test_generator.py` holds it against figures read from open sets of news texts.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

VOCABULARY = 40_000
EXPONENT = 1.05
"""Of Zipf's law."""
PHRASES = 30_000
"""Standing phrases of two to six words; every second run of words is one."""
STORY_WORDS = 24
"""Words a story is about, out of those an ordinary text has once or twice."""
COVERING = 0.3
"""Share of the articles that cover a release."""
COPYING = 0.7
"""Share of those that copy sentences, with every eighth word changed; the others have the story's words alone."""
FIRST_DAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Archive:
    """Releases, articles, and which of them belong together."""

    releases: list[dict[str, str]]
    articles: list[dict[str, str]]
    truth: dict[str, str]
    """The release of each article that covers one."""
    copying: frozenset[str]
    """The articles that copy sentences."""


def word(rank: int) -> str:
    """Return the word of a rank: syllables, the same every time.

    >>> word(0), word(12345)
    ('ba', 'kamabe')
    """
    made = ""
    while True:
        rank, syllable = divmod(rank, 70)
        made += "bdfghklmnprstv"[syllable // 5] + "aeiou"[syllable % 5]
        if not rank:
            return made
        rank -= 1


class Writer:
    """Writes texts from one vocabulary and one stock of phrases."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  (no secret)
        self.words = [word(rank) for rank in range(VOCABULARY)]
        self.weights = list(accumulate(1 / (rank + 2.7) ** EXPONENT for rank in range(VOCABULARY)))
        self.phrases = [self.draw(self.random.randint(2, 6)) for _ in range(PHRASES)]
        self.phrase_weights = list(accumulate(1 / (rank + 20) for rank in range(PHRASES)))

    def draw(self, count: int) -> list[str]:
        """Return words by their frequency."""
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def story(self) -> list[str]:
        """Return what a story is about: words neither common nor unheard of."""
        return [self.words[int(300 * (VOCABULARY / 300) ** self.random.random())] for _ in range(STORY_WORDS)]

    def sentence(self, story: Sequence[str]) -> list[str]:
        """Return about twenty words: phrases, words, and two to four of the story's own."""
        made: list[str] = []
        while len(made) < 18:
            made += (
                self.random.choices(self.phrases, cum_weights=self.phrase_weights)[0]
                if self.random.random() < 0.5
                else self.draw(3)
            )
        for own in self.random.choices(story, k=self.random.randint(2, 4)) if story else ():
            made.insert(self.random.randrange(len(made)), own)
        return made

    def changed(self, sentence: Sequence[str]) -> list[str]:
        """Return a sentence with about every eighth word another."""
        return [self.draw(1)[0] if self.random.random() < 1 / 8 else own for own in sentence]


def make_archive(releases: int, articles: int, *, seed: int = 7, weeks: int = 12) -> Archive:
    """Return an archive; the same seed gives the same."""
    writer = Writer(seed)
    chance = writer.random
    stories = [writer.story() for _ in range(releases)]
    bodies = [[writer.sentence(story) for _ in range(chance.randint(10, 25))] for story in stories]
    days = [FIRST_DAY + timedelta(days=chance.randrange(7 * weeks)) for _ in stories]
    truth: dict[str, str] = {}
    copying: set[str] = set()
    made = []
    for number in range(articles):
        name = f"a{number:06}"
        day = FIRST_DAY + timedelta(days=chance.randrange(7 * weeks))
        length = chance.randint(12, 30)
        if chance.random() < COVERING:
            release = chance.randrange(releases)
            truth[name] = f"r{release:06}"
            day = days[release] + timedelta(days=chance.choice((-1, 0, 0, 0, 1, 1, 2, 3, 7)))
            text = [writer.sentence(stories[release]) for _ in range(length)]
            if chance.random() < COPYING:
                copying.add(name)
                for own in chance.sample(bodies[release], max(2, round(chance.uniform(0.03, 0.4) * len(bodies[release])))):
                    text[chance.randrange(length)] = writer.changed(own)
        else:
            other = writer.story()
            text = [writer.sentence(other) for _ in range(length)]
        made.append({"id": name, "text": as_text(text), "published": day.isoformat(), "language": "en"})
    written = [
        {"id": f"r{number:06}", "text": as_text(body), "published": day.isoformat(), "language": "en"}
        for number, (body, day) in enumerate(zip(bodies, days, strict=True))
    ]
    return Archive(written, made, truth, frozenset(copying))


def as_text(sentences: Iterable[Sequence[str]]) -> str:
    """Return sentences as a text."""
    return "\n".join(" ".join(sentence).capitalize() + "." for sentence in sentences)


def rarity(texts: Sequence[str], *, words: int = 300) -> dict[str, float]:
    """Return how rare the words and the four-word phrases of texts are, each text cut to `words` words.

    `alone`: share of a text's different words that no other text has; `few`: that at most four others have; `phrases`: share of
    its phrases that no other text has.
    """
    cut = [text.lower().replace(".", " ").replace(",", " ").split()[:words] for text in texts]
    found = [set(tokens) for tokens in cut]
    shingles = [set(_shingles(tokens)) for tokens in cut]
    frequency = Counter(own for tokens in found for own in tokens)
    phrase_frequency = Counter(own for tokens in shingles for own in tokens)
    total = sum(map(len, found))
    return {
        "alone": sum(frequency[own] == 1 for tokens in found for own in tokens) / total,
        "few": sum(frequency[own] <= 5 for tokens in found for own in tokens) / total,
        "phrases": sum(phrase_frequency[own] == 1 for tokens in shingles for own in tokens) / sum(map(len, shingles)),
    }


def _shingles(tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(tokens[offset:] for offset in range(4)), strict=False)
