"""Lines that give themselves away, and lines that only look alike."""

import pytest

from reportgen import Document
from reportgen.model import BlockKind
from reportgen.read import clean
from reportgen.read.furniture.lines import line_reason
from reportgen.read.furniture.views import View
from tests.helpers import block

STORY = [
    "Ministers from twelve coastal states agreed on Tuesday to limit the catch of cod in the northern basin for three years.",
    "The accord pays crews that stay in port while the stocks recover, and takes effect on 1 April, the ministers said.",
    "Crews will receive 70 percent of what they earned in the past two years, according to the statement.",
    "Environmental groups welcomed the limit but said the basin needs five years to recover.",
]
PAGE = ["Skip to content", "Menu", "Share", "Subscribe", "Sign in", "Cookie settings"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("SKIP ADVERTISEMENT", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("Media playback is unsupported on your device", "audio or video notice"),
        ("This audio is created with AI assistance", "audio or video notice"),
        ("6 minute read", "byline or page date"),
        ("Last updated 15 hours ago", "byline or page date"),
        ("July 9, 2025, 4:45 PM EDT / Updated July 9, 2025, 9:34 PM EDT", "byline or page date"),
        ("By Maren Holt and Tor Lind, Business Reporters", "byline or page date"),
        ("Story by Maren Holt. February 10, 2025.", "byline or page date"),
        ("5:50 AM", "news feed"),
        ("3 hours ago", "news feed"),
        ("Write to Jane Doe at jane.doe@example.com", "contact details"),
        ("Contact: Jane Doe, (202) 555-0187", "contact details"),
        ("press@harlow.example", "contact details"),
        ("SOURCE Harlow Instruments, Inc.", "contact details"),
        ("All content is available under the Open Government Licence v3.0", "legal notice"),
        ("© 2025 The Northern Courier", "legal notice"),
        ("Copyright 2025, all rights reserved.", "legal notice"),
        ("www.northern.example", "list of links"),
        ("Tags: fish, coast, ministers", "list of links"),
        ("Already a subscriber? Log in.", "membership or donation appeal"),
        ("For as little as 2 a month you help us keep our reporting free.", "membership or donation appeal"),
        ("An official website of the United States government", "menu"),
        ("Here’s how you know", "menu"),
        ("Was this page helpful?", "menu"),
        ("Reporting by Jane Doe; Editing by John Roe", "note about the author"),
        ("Associated Press writers Ann Lee in Washington and Bo Ek contributed to this report.", "note about the author"),
        ("Photo: Jane Doe/The Northern Courier", "photo caption"),
        ("Credit...Jane Doe/The Northern Courier", "photo caption"),
        ("Getty Images", "photo caption"),
        ("The president and the king in June 2024. (President's Office)", "photo caption"),
        ("The port of Vardsund. REUTERS/Ida Berg", "photo caption"),
        ("JANE DOE/THE NORTHERN COURIER Boats lie idle in the port of Vardsund.", "photo caption"),
        ("READ MORE: What we know about the storm", "read-more line"),
        ("[READ: What we know about the storm]", "read-more line"),
        ("(Read: What it means for you)", "read-more line"),
        ("For Immediate Release: Monday, June 3, 2024", "release notice"),
        ("Order Reprints | Today's Paper | Subscribe", "share links"),
        ("@northerncourier", "share links"),
        ("Thank you for signing up for this newsletter. We’ve sent you a confirmation email.", "sign-up form"),
        ("* indicates required", "sign-up form"),
        ("Please verify you're not a robot. Invalid email address. Sign Up You will receive emails. An error has occurred.",
         "sign-up form"),
    ],
)  # fmt: skip
def test_furniture(line: str, reason: str) -> None:
    """The words or the form of a line say why it goes."""
    assert line_reason(View(block(line), 1, follows_closely=False)) == reason


@pytest.mark.parametrize("page", [[], PAGE], ids=["plain", "pasted"])
@pytest.mark.parametrize(
    "line",
    [
        "A Reuters/Ipsos poll found on Monday that six in ten people want the tax to stay.",
        "The plan was examined by the Congressional Budget Office (the Budget Office).",
        "He sent his answer by mail (via a spokesman).",
        "WASHINGTON/NEW YORK - President Lopez said on Tuesday that the talks had failed.",
        "BEIRUT/THE HAGUE, March 7 (Reuters) - A tank crew fired two shells at the group.",
        "The deal covers 14 countries (including Norway).",
        "She was pictured with the king in May, and the palace confirmed the visit.",
        "Follow the money, the prosecutor told the court.",
        "By the end of the year, 12 plants will have closed.",
        "About 300 people marched through the old town.",
        "Comments made by the minister angered the unions.",
        "Written by hand, the letter runs to nine pages.",
        "Sign up for Medicare by 15 January to be covered from February.",
        "Register for disaster assistance by 4 October.",
        "Donate to trusted organisations only.",
        "For more information on the fund, visit a field office.",
        "Share of the vote fell to 12 percent.",
        "Advertising on the buses will end in May.",
        "Part of the money goes to schools.",
        "This agreement does not constitute a treaty.",
        "Monday is a national holiday.",
        "Copyright law protects the songs.",
        "Correction officers walked out at noon.",
        "Call 800-555-0100 to apply.",
        '"More from us in the spring," he said.',
        '"Picture this," she said.',
        "See also Virginia v. Rives, 100 U.S. 313, 318 (1880).",
    ],
)
def test_sentences_of_a_report(line: str, page: list[str]) -> None:
    """A sentence that has words or the form of furniture stays, with a page around the story and without."""
    document = clean(Document.from_text("\n\n".join([*page, *STORY[:2], line, *STORY[2:]])))
    kept = [item.text for item in document.blocks]
    assert line in kept
    assert [sentence for sentence in STORY if sentence not in kept] == []


@pytest.mark.parametrize(
    "heading", ["12 Comments", "Media contact", "Related stories", "Most read", "Newsletters", "News feed", "Load comments"]
)
def test_story_goes_on_under_a_heading_of_furniture(heading: str) -> None:
    """A heading of furniture in the middle of the story takes no paragraph of the story with it."""
    text = "\n\n".join([*PAGE, *STORY[:2], heading, *STORY[2:], STORY[0].replace("Tuesday", "Monday")])
    kept = [item.text for item in clean(Document.from_text(text)).blocks]
    assert [sentence for sentence in STORY if sentence not in kept] == []


def test_marked_headings_are_no_captions() -> None:
    """A headline with the outlet behind a stroke is a headline."""
    line = "Ministers agree on cod / Northern Courier"
    assert line_reason(View(block(line, kind=BlockKind.HEADING), 1, follows_closely=False)) is None
