"""The made-up archive is no easier than news."""

from __future__ import annotations

from tests.batch.generator import make_archive, rarity

NEWS = {"alone": 0.251, "few": 0.529, "phrases": 0.989}
"""`rarity` of 120 texts of open sets, each cut to 300 words: saved news pages of two sets, GUM news, sources of MultiNews,
official texts and the reports on them."""


def test_rare_words_are_not_rarer_than_in_news() -> None:
    """Of a made-up text's words and phrases, no larger share is its own than of a news text's."""
    texts = [article["text"] for article in make_archive(20, 200).articles if len(article["text"].split()) >= 250]
    found = rarity(texts[:120])
    for name, share in NEWS.items():
        assert 0.7 * share <= found[name] <= share, name


def test_a_seed_gives_the_same_archive() -> None:
    """The same seed gives the same texts, another seed others."""
    assert make_archive(3, 10) == make_archive(3, 10)
    assert make_archive(3, 10) != make_archive(3, 10, seed=8)
