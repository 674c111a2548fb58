"""Furniture between the paragraphs of a story, and what only looks like it."""

import pytest

from reportgen import Document
from reportgen.read import clean

PAGE = ["Home", "News", "Sport", "Weather", "Sign up for our newsletter", "Share on Facebook", "Share on Twitter", "Copy link"]
HEADLINE = "Tunnel to the Outer Islands opens a year late"
STORY = [
    "The tunnel to the Outer Islands will open in 2027, a year later than promised, the builder of the tunnel said.",
    "Water came into the tunnel twice, and the builder had to stop the work for half a year each time.",
    "The tunnel will cost 1.9 billion, which is 200 million more than the builder had promised the islands.",
    "Islanders said the ferry had to run more often in winter if the tunnel came a year late.",
    "The islands' council meets the builder of the tunnel on Friday to hear what the delay costs.",
]


def kept(*lines: str) -> list[str]:
    """Return what is kept of a pasted page."""
    return [block.text for block in clean(Document.from_text("\n\n".join(lines))).blocks]


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("The builder's methods are seen as slower than those of the tunnel to the Inner Islands.", True),
        ("The builder of the tunnel is seen in the harbour of the Outer Islands.", False),
        ("A year late is a year in which the islands lose their young. Click To Tweet", True),
        ("A ferry leaves the islands on its last run of the day. Jane Doe", False),
    ],
)
def test_captions(line: str, is_kept: bool) -> None:  # noqa: FBT001
    """A caption says what a picture shows or whose it is; a judgment and a call to share are none."""
    assert (line in kept(*PAGE, HEADLINE, *STORY[:3], line, *STORY[3:])) is is_kept


def test_an_agency_signs_its_report() -> None:
    """An agency's initials end its report, and are the credit of a picture in the middle of it."""
    line = "The builder dug four tunnels before, and two of them opened later than promised. NTB"
    assert kept(*PAGE, HEADLINE, *STORY, line)[-1] == line
    assert line not in kept(*PAGE, HEADLINE, *STORY[:3], line, *STORY[3:])


def test_a_subtitle_without_a_full_stop() -> None:
    """The one line between the headline and the byline is of the report, whatever its words."""
    subtitle = "Council wants money back after second flood below seabed"
    assert subtitle in kept(*PAGE, HEADLINE, subtitle, "By Jane Doe", *STORY)


def test_a_first_paragraph_above_the_byline() -> None:
    """A sentence of the story between the headline and the byline is kept, and so is one that a date stands over."""
    first = "The tunnel to the Outer Islands opens a year later than the builder promised the islands"
    assert first in kept(*PAGE, HEADLINE, "June 12, 2026", first, "By Jane Doe", *STORY)
