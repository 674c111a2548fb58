"""From the blocks of a page to its statements.

The road of one block: `lists` finds items that stand in a row inside it, `candidates` the marks that may end a sentence,
`rules` says of each whether it does, with nltk's Punkt (`punkt`, our own parameters) for what abbreviations leave open.
"""

from reportgen.segment.sentences import sentence_spans
from reportgen.segment.statements import numbered, split_statements

__all__ = ["numbered", "sentence_spans", "split_statements"]
