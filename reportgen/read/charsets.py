"""Bytes in an encoding somebody named: that one where it fits, else what fits."""

from __future__ import annotations

import codecs
import re

from reportgen.errors import ReadError
from reportgen.read.encoding import AS_WINDOWS, decode

SHORT = 100
"""Of fewer bytes no detector tells an encoding; they are UTF-8 or Windows-1252."""

_TEXT = re.compile(r"(?:utf|iso8859|cp|koi8|gb|big5|shift_jis|euc|iso2022|ascii|latin|mac|hz|tis|kz1048|ptcp|johab)[\w-]*")
"""Encodings of text. Python knows others, of archives and of host names, which are none."""
_AS_BROWSERS_DO = {"ascii": "utf-8", "iso8859-1": "cp1252", "latin-1": "cp1252"}
"""What programs write who name these."""


def decode_as(data: bytes, charset: str | None) -> tuple[str, str | None]:
    r"""Return the text of `data` in the encoding `charset` names, and a note where it was another.

    >>> decode_as(b"caf\xc3\xa9", "us-ascii")
    ('café', None)
    """
    named = _known(charset)
    if named is not None:
        try:
            return data.decode(named), None
        except (UnicodeDecodeError, ValueError):  # ValueError: some decoders of East Asian encodings
            pass
    if len(data) < SHORT:
        return data.decode("utf-8", errors=AS_WINDOWS), None
    try:
        text, note = decode(data, "")
    except ReadError:
        text, note = data.decode("cp1252", errors="replace"), "Its bytes fit no encoding; read as Windows-1252."
    if not charset or not note:
        return text, note
    return text, f"It says its encoding is {charset[:40]}, which its bytes are not. {note}"


def _known(charset: str | None) -> str | None:
    """Return the name of an encoding Python knows as one of text."""
    if not charset or len(charset) > 60:
        return None
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name
    except (LookupError, ValueError, UnicodeError):
        return None
    return _AS_BROWSERS_DO.get(name, name) if _TEXT.fullmatch(name) else None
