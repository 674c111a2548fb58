"""Finding furniture: what a pasted page holds that is not its text.

`phrases`   the desk's lists of phrases            `patterns`  times, credits, bylines, addresses: lines of a known form
`views`     what can be told of one block          `story`     which words this story is about
`tables`    rows of data                           `region`    where the story begins and ends
`lines`     furniture by its own words and form    `tail`      standing parts, lists of links, notes about authors
`inside`    captions and teasers in the story      `judge`     which blocks go, and why: the whole road
"""

from reportgen.read.furniture.inside import prompt_spans
from reportgen.read.furniture.judge import Verdict, judge

__all__ = ["Verdict", "judge", "prompt_spans"]
