"""What each signal of a pair of statements means, in words for people who read an explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

GLOSSARY: Mapping[str, str] = {
    "press_coverage": "share of the press statement's words, by weight, that the official one has too",
    "official_coverage": "share of the official statement's words, by weight, that the press one has too",
    "cosine": "likeness of their words, rare words counting more",
    "ngrams": "likeness of their letters, so that parts of words count",
    "run": "weight of the longest run of words both have",
    "quoted": "share of the words the press statement quotes that the official one has",
    "names": "share of the press statement's names that the official one has",
    "strangers": "share of the press statement's names that stand nowhere in the official text",
    "figures": "share of the press statement's numbers that the official one has",
    "context": "press coverage with the statements before counted in",
    "press_rank": "likeness of words, beside the press statement's best",
    "official_rank": "likeness of words, beside the official statement's best",
    "press_margin": "likeness of words, less the press statement's next best",
    "hub": "how much the official statement is like the whole report",
    "position": "how far apart they stand in their texts",
    "press_length": "length of the press statement",
    "official_length": "length of the official statement",
    "lead": "how near the press statement is to the report's beginning",
    "headings": "1 where either is a heading",
    "affinity": "likeness of meaning, each read by itself",
    "affinity_press_rank": "likeness of meaning, beside the press statement's best",
    "affinity_official_rank": "likeness of meaning, beside the official statement's best",
    "affinity_margin": "likeness of meaning, less the press statement's next best",
    "affinity_hub": "how near the official statement is to the whole report in meaning",
    "affinity_press_mean": "how near the press statement is to the whole official text in meaning",
    "affinity_words": "likeness of meaning times likeness of words: high where both agree",
    "before": "nearness of the official statement to the press statement before",
    "after": "nearness of the official statement to the press statement after",
    "above": "likeness of meaning with the official statement before",
    "below": "likeness of meaning with the official statement after",
    "best_of_press": "nearness of the press statement to its nearest official one",
    "best_of_official": "nearness of the official statement to its nearest press one",
    "crowd_of_press": "how many official statements are about as near to the press one",
    "crowd_of_official": "how many press statements are about as near to the official one",
    "read_link": "what the language model says of the two read together, as log-odds of one claim",
    "read_press_rank": "the same as a chance, beside the press statement's best",
    "read_official_rank": "the same as a chance, beside the official statement's best",
    "read_margin": "the same as a chance, less the press statement's next best",
}
"""Every signal of `signals.Signals` and `meaning.Meaning`, whose own documentation is the exact one."""
