"""Sentences of a block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.segment import sentence_spans

# Each case is a block with its sentences parted by " | ".
CASES = {
    "states and titles": [
        "The U.S. Army left. | It was in the U.S. | The talks failed.",
        "He lives in Washington, D.C. | He works there.",
        "Sen. John Q. Smith met Gov. Ann Lee and Lt. Gen. Roy Cole. | They spoke.",
        "Ukraine and the U.S. will sign, the U.K. Treasury said.",
        "The firm sued Apple Inc. | It lost.",
        "Apple Inc. Chief Executive Tim Cook spoke.",
        "Dr. Martin Luther King Jr. Boulevard is closed.",
        "You and I. | Did Albert I. Jones come?",
        "They read Henry V. | It was long. | Prof. A. B. Smith spoke.",
        "He lives on Main St. | She lives in St. Louis.",
        "Yahoo! Inc. grew. | She left Smith & Co. | She sold her shares.",
        "He was born in the U.S. Virgin Islands.",
        "He likes Smith et al. and Jones.",
        "They sell pens, paper, etc. | Prices vary.",
    ],
    "times and dates": [
        "It opens at 9 a.m. | Doors close at 6 p.m. | Nobody may enter.",
        "At 5 a.m. Mr. Smith went to the bank.",
        "The call came at 5 p.m. Tuesday in Kyiv.",
        "The call came at 5 p.m. Eastern time.",
        "They met on Sept. 5 and on Sat. | The talks failed.",
        "He sat. | Smith stood.",
        "The truce starts at 4 p.m. Moscow time. | Doors close at 5 p.m. | Moscow agreed.",
        "He left the bank at 6 P.M. | Mr. Smith then went to the store.",
        "Sales fell again in Dec. | Analysts expected it. | In Dec. Obama signed it.",
        "She left in 2024. | 15 countries stayed.",
    ],
    "numbers": [
        "It costs $100.00 or 3.5 percent. | That is much.",
        "It is No. 5 on the list. | No. | We will not.",
        "See p. 55 and Fig. 3. | Then go on.",
        "1. The first point stands.",
        "He conducted the Dances, Op. 46. | They were praised. | See Compl. 5-6. | We agree.",
        "Sec. 2. Policy. | It is the policy of the United States.",
        "See § 4. | The court agrees.",
        "Roe v. Wade, 410 U.S. 113 (1973), was overturned. | See id. at 4.",
        "See Smith v. Jones, 92 F. 510, and Pub.L. 91-375. | We affirm.",
    ],
    "quotations": [
        '"Our negotiations have concluded, and we will sign," Sullivan said.',
        "'Will it?' he asked. | Nobody knew.",
        '"Will it?" he asked. | Nobody knew.',
        '"We will sign." Smith said.',
        '"We will sign." the minister told reporters.',
        '"We will sign." | Smith said he would come.',
        "“We will sign.” | She left the room.",
        '"We waited. | We left," she said. | "It is over."',
        'He called it "a signal of our resolve." | It was late.',
        'They carried signs saying "Stop! Go home!" and marched. | He said "No. | It is over." | She left.',
        '"We were--" | At this moment he fell. | "We were—" he began.',
        "It is tolerated and laughed about. — Rick Smith",
        "She won for Viva Maria! (1965) and for Why? (The Film, 1970). | Who won? | (Nobody.)",
        "The pledge (it was made in Vilnius.) still stands.",
        "It stands. | (It was made in Vilnius.) | It was late.",
        'He said: " It is so. " | It was late.',
    ],
    "untidy": [
        "See https://www.example.com/a.b?c=d. | Mail jo.doe@example.com. | Thanks.",
        "Booking.Com and Node.js are names.",
        "he came home. it was late. i slept".replace(". ", ". | "),
        "It was ... well, odd… | She left . . . . | He stayed.",
        # The full stop ends the sentence; the dots stand for what is left out before the next.
        "She left. | . . . He stayed. . . .",
        "...Now comes the rest. | It is short.",
        "I never meant that.... | She left.",
        "Yahoo! in Sunnyvale grew.",
        "REPORT SAYS U.S. ARMY LEFT. | IT WAS LATE.",
        "What?! | Really!! | Yes.",
        "It was great. 👍🏽 | We won! :-) | Thanks.",
        "It was so.[1] | He agreed. [2] | She did not (type 2).10 | They left.11 12 | We stayed.",
        "It was so. [1 - 3] | He agreed.[4, 5] | She did not.",
    ],
    "rows": [
        "1) Sign the deal 2) Train the army 3) Rebuild".replace(" 2", " | 2").replace(" 3", " | 3"),
        "• Sign the deal | • Train the army",
        "Key points: | * New aid announced | * Talks go on",
        "It requires (1) a report and (2) a plan.",
        "It requires: (1) A report and (2) a plan.",
        "It has two aims: | 1.) The first item | 2.) The second item",
        "Three are left. | w) hello | x) hello | y) hello",
        "1) It costs more (see p. 4) now | 2) It is late",
        "The leaders meet in Rome. | Photo: Jane Doe.",
    ],
    "datelines": [
        "KYIV, June 12 (Reuters) - Ukraine will sign.",
        "WASHINGTON, D.C. (AP) — The U.S. will sign. | Kyiv agreed.",
    ],
    "nothing": ["", "No full stop at the end"],
}


@pytest.mark.parametrize("case", [case for cases in CASES.values() for case in cases])
def test_sentences(case: str) -> None:
    """A block is cut where a reader would cut it."""
    text = case.replace(" | ", " ")
    expected = [sentence for sentence in case.split(" | ") if sentence]
    assert [text[start:end] for start, end in sentence_spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ended.It was late.", ["It ended.", "It was late."]),
        ("He left...She stayed.", ["He left...", "She stayed."]),
        ("Ends here。Begins here", ["Ends here。", "Begins here"]),
        ("It was 1,000.That is a lot.", ["It was 1,000.", "That is a lot."]),
        ("It is Tuesday.Mr. Smith left.", ["It is Tuesday.", "Mr. Smith left."]),
        # No space, but one name.
        ("Visit Booking.Com now.", ["Visit Booking.Com now."]),
        ("The U.S.Army left.", ["The U.S.Army left."]),
    ],
)
def test_no_space(text: str, expected: list[str]) -> None:
    """Sentences that were pasted together are told apart, names with a stop inside are not."""
    assert [text[start:end] for start, end in sentence_spans(text)] == expected


MARKS = ".!?…\"“”'()[]•* \n\x00\ud800\u2028中。👍é5ix"
WORDS = ("1)", "2)", "a.", "U.S.", "Sen.", "No.", "The", "said", "http://a.b/c.")
_PIECES = st.sampled_from([*MARKS, *WORDS])


@given(st.one_of(st.lists(_PIECES, max_size=40).map("".join), st.text(max_size=200)))
def test_laws(text: str) -> None:
    """Sentences stand in order, do not overlap, begin and end visibly, and leave out nothing but white space."""
    spans = sentence_spans(text)
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        position = end
    assert text[position:].strip() == ""


@given(st.text(alphabet="ab .\"'“”()", max_size=60))
def test_letters_are_kept(text: str) -> None:
    """No sentence but the only one is without a letter or digit."""
    pieces = [text[start:end] for start, end in sentence_spans(text)]
    assert len(pieces) <= 1 or all(any(character.isalnum() for character in piece) for piece in pieces[1:])


@pytest.mark.parametrize("piece", ["a", ".", ". ", "a. ", "(", "•", "1) ", '"', '." ', "? a", ".[1]", "\ud800. "])
def test_long_lines(piece: str) -> None:
    """A line of two hundred thousand marks is cut as any other, and nothing of it is lost."""
    text = piece * (200_000 // len(piece))
    spans = sentence_spans(text)
    assert sum(end - start for start, end in spans) >= len("".join(text.split()))
