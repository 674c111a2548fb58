"""What files of office programs say of themselves, and what of it cannot be meant."""

from __future__ import annotations

import re

LONGEST = 300
"""A title or author has at most so many characters; what is longer is cut."""

_PROGRAM = re.compile(
    r"(?i)^(?:microsoft (?:word|powerpoint|excel|office\w*)|powerpoint presentation|writer|libreoffice\w*)\s*[-–:]\s*"
)
_NO_TITLE = re.compile(
    r"(?i)^(?:untitled|unbenannt|sans titre|title|document|microsoft word|powerpoint presentation|layout|print|slide|page|new"
    r"|draft|scan(?:ned)?|pdf|doc|output|test|template|[\W\d_]*)\s*[-_(]?\s*\d*\)?(?: document)?$"
)
_FILE_NAME = re.compile(r"(?i)^[^\s/\\]+\.(?:docx?|dotx?|odt|rtf|pdf|indd|qxd|pptx?|pub|tex|dvi|html?|wpd|pages|ai|eps|txt)$")
_FILE_ENDING = re.compile(r"(?i)\.(?:docx?|dotx?|odt|rtf|pdf|indd|qxd|pptx?|pub|tex|dvi|wpd|pages|txt)$")
_CODE = re.compile(r"^[\w.-]*\d[\w.-]*$|^https?://\S+$")
_NO_AUTHOR = re.compile(
    r"(?i)^(?:user|author|admin(?:istrator)?|owner|root|unknown|default|windows user|microsoft(?: office user)?|hp|dell|lenovo"
    r"|python-docx|weasyprint.*|reportgen.*|scanner|.*\bpdf\b.*|[\W\d_]*)$"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def clean_title(title: str) -> str | None:
    """Return a title as it can be meant: without the program's name; None for file names and fillers.

    >>> clean_title("Microsoft Word - Security pact.doc"), clean_title("untitled1"), clean_title("final_v3.docx")
    ('Security pact', None, None)
    """
    title = _PROGRAM.sub("", " ".join(title.split())[:LONGEST]).strip()
    if _FILE_NAME.match(title) or _CODE.match(title):
        return None
    title = _FILE_ENDING.sub("", title)
    is_title = title and not _NO_TITLE.match(title) and any(char.isalpha() for char in title)
    return title if is_title else None


def clean_author(author: str) -> str | None:
    """Return an author as it can be meant; None for accounts and programs."""
    author = " ".join(author.split())[:LONGEST].strip()
    return author if author and not _NO_AUTHOR.match(author) else None


def clean_language(language: str) -> str | None:
    """Return a language code as BCP 47 has it; None for what is none.

    >>> clean_language("en-GB"), clean_language("English")
    ('en-GB', None)
    """
    language = language.strip().replace("_", "-")
    return language if _LANGUAGE.fullmatch(language) and len(language.split("-")[0]) <= 3 else None
