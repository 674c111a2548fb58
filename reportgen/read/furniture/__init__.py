"""Finding furniture: what a pasted page holds that is not its text.

    `phrases`   the desk's lists of phrases            `patterns`  times, credits, bylines, addresses: lines of a known form
    `views`     what can be told of one block          `story`     which words this story is about
    `region`    where the story begins and ends        `judge`     which blocks go, and why
"""

from reportgen.read.furniture.judge import Verdict, judge

__all__ = ["Verdict", "judge"]
