"""From bytes to text: which encoding a file is in, and what to tell the reader where that was not certain."""

from __future__ import annotations

import codecs
import re

from reportgen.errors import ReadError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (also .docx, .xlsx, .odt)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
"""First bytes of files people take for text by mistake, and what to call them."""

SAMPLE = 200_000
"""So many bytes are looked at to tell an encoding; more do not change the answer."""
FEW = 0.3
"""Up to this share of letters above ASCII a text is in a Western language; Greek and Russian have nearly all above."""
MANY_CONTROLS = 0.02
"""From this share of control bytes on, a file is not text. Text files have none, or a stray form feed."""

_ABOVE = re.compile(rb"[\x80-\xff]")
_CONTROLS = bytes(set(range(32)) - {0, 9, 10, 11, 12, 13, 27})


def decode(data: bytes, name: str) -> tuple[str, str | None]:
    """Return the text of `data`, without its byte order mark, and a note where the encoding had to be guessed.

    Raises ReadError: `binary-file` where the bytes are no text, `unknown-encoding` where no encoding fits them.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text, _note_of_replaced(text, encoding)
    if found := next((what for magic, what in MAGIC if data.startswith(magic)), None):
        raise _binary(name, f"this is {found}, not text")
    if wide := _wide_encoding(data):
        return data.decode(wide, errors="replace"), f"Read as {wide.upper()}; the file does not say its encoding."
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _decode_old(data, name)


def _refuse_binary(data: bytes, name: str) -> None:
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    nulls = sample.count(0)
    # A NUL here and there is damage, and is left out later; many are a picture or a program.
    if nulls + controls > MANY_CONTROLS * len(sample) + 1:
        raise _binary(name, f"this is not text: {nulls + controls:,} of its first {len(sample):,} bytes are control codes")


def _wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 where nearly every second byte is zero: Latin text saved "as Unicode" without a mark."""
    sample = data[: SAMPLE // 100 * 2]
    if len(sample) < 8 or len(data) % 2:
        return None
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > 0.8 * len(sample) / 2 and low < 0.05 * len(sample) / 2:
        return "utf-16-le"
    if low > 0.8 * len(sample) / 2 and high < 0.05 * len(sample) / 2:
        return "utf-16-be"
    return None


def _decode_old(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of bytes that are not UTF-8 throughout: damaged UTF-8, Windows-1252, or what the detector says."""
    text = data.decode("utf-8", errors=AS_WINDOWS)
    sample = data[:SAMPLE]
    wide = sum(1 for _ in re.finditer(rb"[\xc2-\xf4][\x80-\xbf]", sample))
    if wide and len(_ABOVE.findall(sample)) < 3 * wide:
        return text, "The file mixes encodings: read as UTF-8, with Windows-1252 where that did not fit."
    if _is_western(sample):
        return _windows(data), "Read as Windows-1252; the file is not UTF-8."
    from charset_normalizer import from_bytes  # noqa: PLC0415  (80 ms, and only old files need it)

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise ReadError(
            "no encoding fits the bytes of this file",
            slug="unknown-encoding",
            where=name,
            remedy="Open it where it looks right and save it as UTF-8.",
        )
    return data.decode(best.encoding, errors="replace"), f"Read as {best.encoding}; the file is not UTF-8."


def _is_western(sample: bytes) -> bool:
    """Return whether most letters are ASCII, as in English with its accents and quotation marks."""
    plain = len(re.findall(rb"[A-Za-z]", sample))
    high = len(re.findall(rb"[\xc0-\xff]", sample))
    return high <= FEW * (plain + high) and len(_ABOVE.findall(sample)) <= 2 * plain


def _windows(data: bytes) -> str:
    return data.decode("cp1252", errors="replace")


def _note_of_replaced(text: str, encoding: str) -> str | None:
    count = text.count("\ufffd")
    return f"{count} characters could not be read as {encoding.upper()}." if count else None


def _binary(name: str, what: str) -> ReadError:
    return ReadError(what, slug="binary-file", where=name, remedy="Copy its text into a .txt or .md file and give that.")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Decode what is not UTF-8 as Windows-1252, byte by byte."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _windows(error.object[error.start : error.end]), error.end


AS_WINDOWS = "reportgen-as-windows"
"""The name of an error handler: bytes that are not UTF-8 are Windows-1252."""
codecs.register_error(AS_WINDOWS, _as_windows)
