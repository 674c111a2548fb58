"""Who says each statement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.codec import document_from_json, encode
from reportgen.model import Block, Document, VoiceType
from reportgen.profile.voices import assign_voices
from reportgen.segment import split_statements
from tests.helpers import block, document

OFFICIAL = (
    "President Jane Doe signed the Clean Rivers Act today. Ukrainian President Ivan Petrenko thanked her.\n\n"
    "“This law protects every river in our country,” said Environment Secretary Rosa Diaz."
)


def prepared(text: str, *, prefix: str = "P", **fields: object) -> Document:
    """Return a document whose paragraphs, parted by blank lines, are cut into statements."""
    blocks: list[Block] = []
    start = 0
    for paragraph in text.split("\n\n"):
        blocks.append(block(paragraph, start=start))
        start += len(paragraph) + 2
    return split_statements(replace(document(text, **fields), blocks=tuple(blocks)), prefix=prefix)  # type: ignore[arg-type]


def official(**fields: object) -> Document:
    """Return a White House text with its voices."""
    defaults: dict[str, object] = {"publisher": "The White House", "url": "https://www.whitehouse.gov/x"}
    return assign_voices(prepared(OFFICIAL, prefix="O", **(defaults | fields)), official=None)


def voices(text: str, side: Document | None = None, **fields: object) -> list[tuple[str, str | None]]:
    """Return the type and speaker of each statement of a report."""
    found = assign_voices(prepared(text, **fields), official=side)
    return [(statement.voice.type.value, statement.voice.speaker) for statement in found.statements]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Anna Smith said the talks failed.", "Anna Smith"),
        ("The talks failed, Anna Smith said.", "Anna Smith"),
        ("The talks failed, said Anna Smith.", "Anna Smith"),
        ('"The talks have failed for good," Anna Smith said on Monday.', "Anna Smith"),
        ('"The talks have failed for good," said Anna Smith, a lawyer for the union.', "Anna Smith"),
        ('"The talks," Anna Smith told reporters, "have failed for good."', "Anna Smith"),
        ('Anna Smith told the Guardian: "The talks have failed for good."', "Anna Smith"),
        ("According to Anna Smith, the talks failed.", "Anna Smith"),
        ("The talks failed, according to Anna Smith.", "Anna Smith"),
        ("Anna Smith, a lawyer for the union, said the talks failed.", "Anna Smith"),
        ("Anna Smith, who led the talks, said they failed.", "Anna Smith"),
        ("On Wednesday Anna Smith said the talks failed.", "Anna Smith"),
        ("Anna Smith on Wednesday announced that the talks failed.", "Anna Smith"),
        ("Anna Smith left early and said the talks failed.", "Anna Smith"),
        ("Senator Anna Smith warned that the talks would fail.", "Anna Smith"),
        ('Anna Smith called the talks "a complete waste of time".', "Anna Smith"),
        ('Anna Smith defended her record: "We did all that we could."', "Anna Smith"),
        ('The union is angry, with Anna Smith saying: "We did all that we could."', "Anna Smith"),
        ("Anna Smith was quoted as saying that the talks failed.", "Anna Smith"),
        ("Former ambassador to France Anna Smith said the talks failed.", "Anna Smith"),
        ("The National Rifle Association said the talks failed.", "National Rifle Association"),
        ('"It is a long and a hard game." - Anna Smith', "Anna Smith"),
        ('Anna Smith said, "It is a long and a hard game', "Anna Smith"),
        ("General Suleiman al-Amr, in remarks to state television, said the talks failed.", "Suleiman al-Amr"),
        ("Acme said in a statement that the talks failed.", "Acme"),
        # Words in brackets, between dashes and commas stand between a subject and its verb.
        ('"We all go home," Sen. Anna Smith (D-Ohio) said on Monday.', "Anna Smith"),
        ('"We all go home," Anna Smith — who runs the shop — told reporters.', "Anna Smith"),
        ('"We all go home," Anna Smith, a lawyer for Acme Corp told reporters.', "Anna Smith"),
        ('Anna Smith, from Leeds, who led the talks, said that it was "late".', "Anna Smith"),
        # A role comes before or behind its name.
        ('A spokeswoman for Acme, Anna Smith, said: "We all go home."', "Anna Smith"),
        ('"We all go home," his wife, Anna Smith, said.', "Anna Smith"),
        ('"We all go home," said the minister, Anna Smith.', "Anna Smith"),
        ('According to his aunt, Anna Smith, "he never came home".', "Anna Smith"),
        ('"We all go home," says 43-year-old Anna Smith of Leeds.', "Anna Smith"),
        ('"We all go home," said panel chair Anna Smith.', "Anna Smith"),
        ('"We all go home," said Anna Smith of Greenpeace.', "Anna Smith"),
        ('"We all go home," said Greenpeace’s Anna Smith.', "Anna Smith"),
        ("On Tuesday, the state's spokeswoman, Vice Admiral Anna Smith, said it was late.", "Anna Smith"),
        ("According to Anna Smith the talks failed.", "Anna Smith"),
        ('"We all go home," per Anna Smith.', "Anna Smith"),
        ('Calling it "a complete waste of time", Anna Smith went home.', "Anna Smith"),
        ('Anna Smith voiced "deep regret for all that was done".', "Anna Smith"),
        ('Article 5 states: "We all go home."', "Article 5"),
        ("Labour MP Anna Smith said it was late.", "Anna Smith"),
        ("Anna Smith notes it was late.", "Anna Smith"),
        # What looks like a verb or a title may be a name.
        # All that follows a name is said of it.
        ('"It is late," Anna Smith, director of Acme Defense, Space, and Security, said.', "Anna Smith"),
        ('"It is late," Anna Smith, a fellow at a school in Munich, Germany, and co-author, said.', "Anna Smith"),
        ('"We all go home," said Will Baker, a plumber.', "Will Baker"),
        # Other ways to give somebody the word.
        ('As Anna Smith put it, "we all went home".', "Anna Smith"),
        ('State media quoted Anna Smith as saying: "We all go home."', "Anna Smith"),
        ('Anna Smith was quoted by a newspaper on Monday: "We all go home."', "Anna Smith"),
        ('The plan was described by Anna Smith as "a complete waste of time".', "Anna Smith"),
        ('The plan, which Anna Smith called "a complete waste of time", failed.', "Anna Smith"),
        ('It was, in Anna Smith’s words, "a complete waste of time".', "Anna Smith"),
        ('"We all go home," was how Anna Smith put it.', "Anna Smith"),
        ('"We all go home," Anna Smith laughed.', "Anna Smith"),
        ('"No," Anna Smith laughed when the long talks had come to an end.', "Anna Smith"),
        ('Anna Smith’s answer was short: "We all go home."', "Anna Smith"),
        ('"We all go home now": Anna Smith', "Anna Smith"),
        ('"We all go home." – Anna Smith, a lawyer', "Anna Smith"),
        ('"We all go home," said Anna Smith and Bob Jones.', "Anna Smith and Bob Jones"),
        ('"We all go home," Anna Smith’s family said.', "Anna Smith’s family"),
    ],
)
def test_named(text: str, speaker: str) -> None:
    """Somebody named speaks, wherever the name stands beside the verb."""
    assert voices(text) == [("named", speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Two sources told CNN that the talks failed.",
        "Officials familiar with the talks said they failed.",
        "The talks failed, people close to the matter said.",
        "The talks failed, according to two officials.",
        "A spokesperson said the talks failed.",
        "Critics say the talks failed.",
        # Beside a quotation whoever stands there speaks, known to a list or not.
        '"We all go home," the beekeeper said.',
        '"We all go home," said the beekeeper.',
        '"We all go home," said one beekeeper, who gave no name.',
        '"We all go home," shouted angry locals.',
        'The beekeeper said: "We all go home."',
        '"We all go home," said the 34-year-old.',
        '"We all go home," said another.',
        'One wrote: "We all go home."',
        '"We all go home," warned a beekeeper from Leeds.',
        "One of the officials said it was late.",
        '"We all go home," wrote one user on Reddit.',
    ],
)
def test_unnamed(text: str) -> None:
    """Speakers without a name are told as such; whom they told it to does not speak."""
    assert [kind for kind, _ in voices(text)] == ["unnamed"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The talks failed, CNN said.", "CNN"),
        ("The New York Times reported that the talks failed.", "New York Times"),
        ("According to Reuters, the talks failed.", "Reuters"),
        ("The newspaper said the talks failed.", "newspaper"),
    ],
)
def test_outlet(text: str, speaker: str) -> None:
    """Another outlet's report is its own voice."""
    assert voices(text) == [("outlet", speaker)]


def test_own_outlet() -> None:
    """What an outlet says in its own report, its author says."""
    assert voices("The Kyiv Independent reported that the talks failed.", publisher="The Kyiv Independent") == [("author", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The talks failed on Monday.",
        "Anna Smith would not say why the talks failed.",
        "Anna Smith has not said why the talks failed.",
        "Anna Smith was told to leave.",
        "The company added 400 jobs.",
        "The two states signed the claims treaty.",
        "Reports of the talks were rare.",
        'She runs a club called "The Late and Lonely Hearts".',
        'Writing from the Internet: "Songs of the Sea and of the Land".',
        'They are known as the "fiscal cliff" talks.',
        "His remarks on the talks were short.",
        'Anna Smith wrote a book called "The Late and the Lonely".',
        "She wrote two books of it.",
        "What she added was a third.",
        "Anna Smith answered five questions sent by the reporter Bob Jones.",
        'In May he played "The Late and the Lonely".',
        'The plan added "a layer of red tape" and more.',
        'The river laughed and the sun put it "in a good light".',
        'The plan was described by night as "a disgrace to us all".',
        '"Wild Rose" is out today.',
        '"Wild Rose": Tom Harper',
        "By extending it, the Fed will buy more bonds and notes with long maturities.",
        "Today, we tell what comes next: it is late.",
        "Almost everyone tells visitors of it.",
        'The committee pages range from ten to 32, "all of them in English".',
        "“The Late and the Lonely and the Rest”",
    ],
)
def test_author(text: str) -> None:
    """Where nobody is said to say it, the author does."""
    assert voices(text) == [("author", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The same paragraph goes on.
        ('"It failed," Anna Smith said. "We all go home."', ["Anna Smith", "Anna Smith"]),
        ('Anna Smith said it failed. The plan was "a waste of our time and money".', ["Anna Smith", "Anna Smith"]),
        # Sentences of one quotation have one speaker, named behind it.
        ('"It failed. We all go home," Anna Smith said.', ["Anna Smith", "Anna Smith"]),
        # A quotation over paragraphs, and one announced by a colon.
        ('Anna Smith said: "It failed.\n\n"We all go home."', ["Anna Smith", "Anna Smith"]),
        ('Anna Smith wrote to her staff:\n\n"We all go home."', ["Anna Smith", "Anna Smith"]),
        ('Anna Smith was quoted by a newspaper on her plans;\n\n"We all go home."', ["Anna Smith", "Anna Smith"]),
        ('Anna Smith stated,\n\n"We all go home."', ["Anna Smith", "Anna Smith"]),
        # Pronouns of nobody known are somebody beside a quotation; "I" is the author.
        ('"We all go home," they said.', ["they"]),
        ('"We all go home," I said.', [None]),
        ("They say it is late.", [None]),
        # A letter set off from the text needs no marks, but is somebody's own words.
        ("Anna Smith wrote to her staff:\n\nWe all go home.\n\nIt was late.", ["Anna Smith", "Anna Smith", None]),
        ("Anna Smith wrote of three rivers:\n\nThe Rhine is long.", ["Anna Smith", None]),
        # Last names and pronouns mean who was named before.
        ("Anna Smith said it failed. Smith said it was late. She added that all went home.", ["Anna Smith"] * 3),
        ("Anna Smith came home. Later she said it failed.", [None, "Anna Smith"]),
        ("Acme Corp said it failed. It added that all went home.", ["Acme Corp", "Acme Corp"]),
        ("Two officials said it failed. They added that all went home.", ["Two officials"] * 2),
        # So do those whom the sentence names elsewhere, where no one else can be meant.
        ('When Anna Smith came, it was over. "We all go home," she said.', [None, "Anna Smith"]),
        ("His sister begged Bob Jones to stay, but he said it was late.", ["Bob Jones"]),
        ("One of the victims, Anna Smith, came. She said it was late.", [None, "Anna Smith"]),
        # A full name stands anywhere.
        ("We gave it to Anna Smith. Smith said it was late.", [None, "Anna Smith"]),
        ('"It failed," Bob Jones said. His wife agreed. "We all go home," she said.', ["Bob Jones", None, "His wife"]),
        # What somebody is asked, he does not say.
        ('Bob Jones was asked: "Is it late for all of us?" "No," he said.', [None, "Bob Jones"]),
        ('When people come and say, "We all go home," it is late.', ["people"]),
        # A woman is not "he", a man not "she".
        ('Anna Smith said it failed. Bob Jones had left. "We all go home," she said.', ["Anna Smith", None, "Anna Smith"]),
        ('Anna Smith said it failed. "We all go home," he said.', ["Anna Smith", "he"]),
        ("Ms. Smith said it failed. A spokesman was there. She said it was late.", ["Smith", None, "Smith"]),
        # The sentence's subject is meant before anybody else.
        (
            'Bob Jones said it failed. Adam Smith did not mind what he called "a complete waste of time".',
            ["Bob Jones", "Adam Smith"],
        ),
        # Whom a sentence is about speaks in the quotation behind it, but not of himself as of another.
        ('Anna Smith was angry. "They never told us a thing about it."', [None, "Anna Smith"]),
        ('Anna Smith died on Monday. "She was the best of them all."', [None, None]),
        ('The river rose. "We all go home, all of us."', [None, None]),
        # Quoted words tell nobody's name.
        ('Anna Smith said: "Bob Jones failed. Bob Jones left." He was late, she added.', ["Anna Smith"] * 3),
        # A title between paragraphs is nobody's, and ends the speech before it.
        ('"It failed," Anna Smith said.\n\n‘A waste of our time and money’', ["Anna Smith", None]),
        # Who is quoted goes on, not who tells of it.
        ('"It failed," a beekeeper said, per Anna Smith. "We all go home."', ["beekeeper", "beekeeper"]),
        # But not what the author goes on to tell.
        ("Anna Smith said it failed. The river rose again.", ["Anna Smith", None]),
    ],
)
def test_goes_on(text: str, expected: list[str | None]) -> None:
    """A speaker goes on until somebody else speaks or the author does."""
    assert [speaker for _, speaker in voices(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The White House said the act will help.",
        "White House press secretary Tom Hill said the act will help.",
        "A White House official said the act will help.",
        "The administration said the act will help.",
        "U.S. National Security Adviser Ann Lee said the act will help.",
        "A Pentagon spokesperson said the act will help.",
        # Where people meet does not tell whose they are.
        "At the summit in Italy, U.S. National Security Adviser Ann Lee said the act will help.",
        "President Jane Doe said the act will help.",
        "Doe said the act will help.",
        "U.S. President Jim Roe said the act will help.",
        "The U.S. ambassador to Ukraine, a senior administration official, said the act will help.",
        "Diaz said the act will help.",
        "The statement said the act will help.",
        # Nothing but her words in the official text tell who she is.
        '"This law protects every river in our country," Rosa Diaz said.',
    ],
)
def test_official(text: str) -> None:
    """The official side speaks through its offices, its bodies, and the people its text quotes."""
    assert [kind for kind, _ in voices(text, official())] == ["official"]


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian President Ivan Petrenko said the act will help.",
        "President Petrenko said the act will help.",
        "French national security adviser Ann Lee said the act will help.",
        "In Washington, French national security adviser Ann Lee said the act will help.",
        "Former U.S. President Jim Roe said the act will help.",
        "Senator Ann Lee said the act will help.",
        "The Russian government said the act will help.",
    ],
)
def test_not_official(text: str) -> None:
    """Another country's offices, and other people, are not the official side."""
    assert [kind for kind, _ in voices(text, official())] == ["named"]


@pytest.mark.parametrize(
    ("publisher", "url", "speaker", "kind"),
    [
        ("UK Government", "https://www.gov.uk/x", "The Home Office", "official"),
        ("Department of Health", "https://www.gov.uk/x", "A Downing Street spokesman", "official"),
        ("European Commission", None, "The Commission", "official"),
        ("Federal Reserve Board", "https://www.federalreserve.gov/x", "Fed Chair Tom Hill", "official"),
        ("Ministry of Health, India", None, "The ministry", "official"),
        ("Ministry of Health, India", None, "The French health ministry", "named"),
        ("Oxfam", None, "Oxfam director Ann Lee", "official"),
        ("Oxfam", None, "The White House", "named"),
    ],
)
def test_publishers(publisher: str, url: str | None, speaker: str, kind: str) -> None:
    """Each kind of publisher has its own offices and bodies."""
    side = official(publisher=publisher, url=url)
    assert [found for found, _ in voices(f"{speaker} said the act will help.", side)] == [kind]


def test_belongs_once_and_always() -> None:
    """Whoever is told once to belong to the official side belongs to it in the whole report."""
    text = "Ann Lee said it will help.\n\nWhite House adviser Ann Lee said it will cost nothing."
    assert [kind for kind, _ in voices(text, official())] == ["official", "official"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme chief executive Bob Stone said sales will fall.", "official"),
        ("The company said sales will fall.", "official"),
        ("Rival chief executive Ann Lee said sales will fall.", "named"),
    ],
)
def test_company(text: str, kind: str) -> None:
    """A company's release needs no known publisher: its text tells who issues it."""
    release = prepared("NEW YORK, June 12 -- Acme Inc. (NYSE: ACM), a maker of pumps, today announced fewer sales.", prefix="O")
    assert [found for found, _ in voices(text, assign_voices(release, official=None))] == [kind]


def test_quoted_spans() -> None:
    """The spans of quoted words stand inside the marks, also where the author speaks."""
    text = 'It is the "fiscal cliff" again. "We go. We stay," Anna Smith said.'
    found = assign_voices(prepared(text), official=None)
    assert [[text[start:end] for start, end in item.voice.quoted] for item in found.statements] == [
        ["fiscal cliff"],
        ["We go."],
        ["We stay,"],
    ]


def test_from_a_file() -> None:
    """A document that comes from a comparison file, without its blocks, has the same voices."""
    text = '"We go. We stay," Anna Smith said.\n\n"We come back," she said.\n\nIt was late.'
    fresh = assign_voices(prepared(text), official=None)
    stored = document_from_json(encode(fresh))
    assert assign_voices(stored, official=None).statements == fresh.statements


_WORDS = [
    "Anna Smith",
    "said",
    "told",
    "the",
    "ministry",
    "sources",
    "according to",
    '"',
    "“",
    "”",
    "'",
    ",",
    ".",
    ":",
    "he",
    "who",
    "and",
]


@given(
    st.one_of(
        st.lists(st.sampled_from([*_WORDS, "\n\n", "CNN", "White House", "x"]), max_size=40).map(" ".join), st.text(max_size=120)
    )
)
def test_laws(text: str) -> None:
    """Only voices are added: spans of quoted words lie in order inside their statement, and a speaker has a type."""
    before = prepared(text)
    after = assign_voices(before, official=official())
    assert len(after.statements) == len(before.statements)
    for old, new in zip(before.statements, after.statements, strict=True):
        assert replace(new, voice=old.voice) == old
        position = new.start
        for start, end in new.voice.quoted:
            assert position <= start < end <= new.end
            position = end
        assert (new.voice.speaker is None) == (new.voice.type is VoiceType.AUTHOR)


@pytest.mark.parametrize(
    "piece", ["said ", "Smith said, ", "A said B, ", '" said ', "according to ", "he ", "Anna Smith ", "the a the a "]
)
def test_long_lines(piece: str) -> None:
    """A paragraph of a hundred thousand characters without an end is read like any other."""
    assert len(voices(piece * (100_000 // len(piece)))) >= 1
