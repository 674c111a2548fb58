"""The language of a document."""

import subprocess
import sys

import pytest

from reportgen import Document, compare
from reportgen.brief.method import build_method
from reportgen.read import read
from reportgen.read.language import ENGLISH, detect, foreign_name

ENGLISH_TEXT = "The ferry line will reopen in May, the transport ministry said on Sunday, three years after the storm."
GERMAN = (
    "Die Fährverbindung zwischen Port Ellis und den Inseln wird im Mai wieder aufgenommen, teilte das Ministerium mit. "
    "Man habe die Inseln nicht vergessen, sagte die Ministerin vor der Presse."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH_TEXT, "en"),
        (GERMAN, "de"),
        (
            "La ligne de ferry entre Port Ellis et les îles rouvrira le 4 mai, a annoncé dimanche le ministère des Transports.",
            "fr",
        ),
        (
            "De veerverbinding tussen Port Ellis en de eilanden wordt op 4 mei hervat, zo meldde het ministerie zondag.",
            "nl",
        ),
        ("Поромне сполучення між містом та островами відновиться четвертого травня, повідомило в неділю міністерство.", "uk"),
        ("港と島を結ぶ航路は五月四日に再開されると運輸省が日曜日に発表した。三年前の嵐で桟橋が壊れていた。", "ja"),
        ("ستعود العبارة بين الميناء والجزر إلى العمل في الرابع من مايو، كما أعلنت وزارة النقل يوم الأحد في المدينة.", "ar"),
        # Too little to tell: nothing is said.
        ("Fire in the hills.", None),
        ("Feuer in den Bergen", None),
        ("1 2 3 4 5", None),
        ("", None),
        # Names are of no language.
        ("Joan Hale; Ana Ferreira; Port Ellis; Harbour Post; Islands Council; North Bridge; Coast Guard; Fire Service", None),
    ],
)
def test_detect(text: str, language: str | None) -> None:
    """A language is told from a paragraph, and not from less."""
    assert detect(text) == language


def test_a_long_line() -> None:
    """However long a text is, its beginning tells."""
    assert detect(ENGLISH_TEXT * 50_000) == "en"


@pytest.mark.parametrize(
    ("declared", "text", "expected"),
    [
        ("en-GB", ENGLISH_TEXT, "en-GB"),
        ("", ENGLISH_TEXT, "en"),
        ("de-AT", GERMAN, "de-AT"),
        # A page that calls itself English, as templates do, is what its words are.
        ("en", GERMAN, "de"),
        ("de", ENGLISH_TEXT, "en"),
        ("de", "Feuer in den Bergen", "de"),
    ],
)
def test_what_a_page_declares(declared: str, text: str, expected: str) -> None:
    """What a document says of itself stands unless its words clearly say otherwise."""
    page = f'<html lang="{declared}"><body><p>{text}</p></body></html>'
    assert read(page.encode(), name="a.html").language == expected


def test_what_the_caller_says() -> None:
    """The caller's word stands, and the note follows it."""
    assert read(ENGLISH_TEXT.encode(), given={"language": "fr"}).notes == (
        "The text is in French (fr). Only English was measured: its pairs and labels are less sure.",
    )
    assert Document.from_text(GERMAN, language="en").notes is None


def test_outside_the_measured_range() -> None:
    """A text in another language is read and split, and the brief says that nothing was measured on it."""
    german = Document.from_text(GERMAN)
    comparison = compare(Document.from_text(ENGLISH_TEXT), german)
    assert len(comparison.reports[0].statements) == 2
    assert "German (de)" in "".join(comparison.reports[0].notes or ())
    assert "A text is in German (de)" in build_method(comparison).limits[-1]
    assert len(build_method(compare(ENGLISH_DOCUMENT, ENGLISH_DOCUMENT)).limits) == len(build_method(comparison).limits) - 1


ENGLISH_DOCUMENT = Document.from_text(ENGLISH_TEXT)


def test_names() -> None:
    """A language is called by its English name; one that is not listed by its code; what is no code by nothing."""
    assert [foreign_name(code) for code in ("pt_BR", "tlh", "en-GB", "English", '"><b>', None)] == [
        "Portuguese (pt)", "tlh", None, None, None, None
    ]  # fmt: skip


def test_english_loads_no_model() -> None:
    """An English text is read without the model, which takes its time."""
    program = (
        f"import sys; from reportgen import Document; Document.from_text({ENGLISH_TEXT!r}); assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert 0 < ENGLISH < 1
