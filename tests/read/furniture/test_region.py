"""Where the story stands."""

from reportgen.read.furniture.page import Page
from tests.helpers import block

SUMMARIES = [
    "Bakers went back to work after a night of talks that brought them 4 percent more pay.",
    "The champion gave no reason for leaving the tournament after the third round of play.",
    "Two whales have been seen in the harbour for the first time since the port was built.",
]
STORY = [
    "The tunnel to the Outer Islands will open in 2027, a year later than promised, the builder of the tunnel said.",
    "Water came into the tunnel twice, and the builder had to stop the work for half a year each time.",
    "The tunnel will cost 1.9 billion, which is 200 million more than the builder had promised the islands.",
    "Islanders said the ferry had to run more often in winter if the tunnel came a year late.",
]


def region(lines: list[str]) -> list[str]:
    """Return the lines of a page that its story is found to span."""
    text = "\n\n".join(lines)
    starts = [sum(len(line) + 2 for line in lines[:index]) for index in range(len(lines))]
    page = Page([block(line, start=start) for line, start in zip(lines, starts, strict=True)], text)
    page.find_story()
    return lines[page.start : page.end]


def test_summaries_of_other_stories() -> None:
    """Titles with summaries are not the story, however much prose they have."""
    teasers = [line for index, summary in enumerate(SUMMARIES) for line in (f"Other news of the day {index}", summary)]
    assert region(["Tunnel opens late", *STORY, *teasers]) == STORY


def test_headline_between_summaries_and_story() -> None:
    """Where the page's title comes again over the story, the story begins there and not at summaries above it."""
    title = "Tunnel to the Outer Islands opens a year late"
    found = region([f"{title} - Northern Courier", *SUMMARIES, title, *STORY])
    assert found[-len(STORY) :] == STORY
    assert SUMMARIES[0] not in found


def test_no_prose() -> None:
    """A page without a sentence has no story."""
    assert region(["Home", "News", "Sport"]) == []


def test_brief_report_under_its_headline() -> None:
    """Two sentences under the headline are the story, though more prose stands elsewhere on the page."""
    title = "Tunnel to the Outer Islands opens a year late"
    notices = [f"{line} This too is kept for a week in a file that is not read by others." for line in SUMMARIES]
    menu = ["Your settings", "Menu", "Help", "Shop", "Sport", "Tides", "Jobs", "Mail", "Maps", "About"]
    found = region([f"{title} - Northern Courier", title, "By Mara Lind", *STORY[:2], *menu, *notices])
    assert found == STORY[:2]


def test_last_sentences() -> None:
    """Short sentences below a subheading with the story's words are of it, also where names and figures leave few others."""
    last = ['"It was wet," she said, smiling.', "Islands ask", "The tunnel took Ann Lee and Bo Ek of Sant."]
    found = region(
        ["Tunnel opens late", *STORY, "Water in the tunnel twice, islanders said after the meeting in Sant.", *last, "More"]
    )
    assert found[-3:] == last


def test_a_title_that_the_file_tells() -> None:
    """The story under the title of its file is taken, though another part of the page has more paragraphs."""
    news = [sentence.replace("the", "this") for sentence in SUMMARIES for _ in range(3)]
    lines = ["Tunnel opens a year late for the islands", *STORY[:2], "All sports", "Fixtures", "Tables", "Clubs", *news]
    text = "\n\n".join(lines)
    starts = [sum(len(line) + 2 for line in lines[:index]) for index in range(len(lines))]
    blocks = [block(line, start=start) for line, start in zip(lines, starts, strict=True)]
    page = Page(blocks, text, title="Tunnel opens a year late for the islands - Harbour Gazette")
    page.find_story()
    assert lines[page.start] in (lines[0], STORY[0])
