"""What is sent: a comparison in one shape, with a key made of its content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.brief.rendering import FORMATS
from reportgen.brief.sources import MAX_TITLE
from reportgen.brief.text import printable, shorten
from reportgen.errors import UsageError
from reportgen.export import TARGETS, ExportOptions, export_bytes
from reportgen.export.values import comparison_urn
from reportgen.signing import sign_pdf

if TYPE_CHECKING:
    from reportgen.model import Comparison

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Of each format of the brief."""

SHAPES = (*FORMATS, *TARGETS)
"""What `--as` takes: the formats of the brief, and the targets of an export."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A comparison in one shape."""

    shape: str
    name: str
    """A file name."""
    media_type: str
    data: bytes
    title: str
    subject: str
    """The name of the comparison: the same texts have the same."""
    unsigned: bytes = b""
    """Of what is signed, the content before and the certificate: a signature is one of a moment, and other in every run."""

    @property
    def key(self) -> str:
        """The SHA-256 of shape and content, in hex: what is the same has the same key in every run."""
        return hashlib.sha256(self.shape.encode() + b"\n" + (self.unsigned or self.data)).hexdigest()

    @property
    def unique_name(self) -> str:
        """The file name with the beginning of the key, for places where files of many comparisons lie together."""
        stem, dot, suffix = self.name.partition(".")
        return f"{stem}-{self.key[:12]}{dot}{suffix}"


class Seal:
    """Who signs, and what was signed: the same PDF goes out once signed wherever it is sent, attached or measured."""

    def __init__(self, signer: Any) -> None:
        self._signer = signer
        self._signed: dict[bytes, bytes] = {}

    def sign(self, pdf: bytes) -> bytes:
        """Return a PDF signed; raises what `reportgen.signing.sign_pdf` raises."""
        key = hashlib.sha256(pdf).digest()
        if key not in self._signed:
            self._signed[key] = sign_pdf(pdf, self._signer)
        return self._signed[key]

    @property
    def certificate(self) -> bytes:
        """The certificate of who signs, as DER."""
        der: bytes = self._signer.signing_cert.dump()
        return der


def parcel(comparison: Comparison, shape: str, stem: str, options: ExportOptions, seal: Seal | None = None) -> Parcel:
    """Return a comparison in a shape, a PDF signed where there is a seal.

    Raises what rendering, exporting and signing raise, and UsageError (`unknown-shape`).
    """
    title = shorten(printable(comparison.official.title or comparison.official.name), MAX_TITLE)
    subject = comparison_urn(comparison)
    if shape in TARGETS:
        target = TARGETS[shape]
        heeded = {name: getattr(options, name) for name in (*target.takes, "house")}
        data = export_bytes(comparison, shape, ExportOptions(**heeded))
        # The PDF in a mail is signed when the mail is made to be sent.
        unsigned = data + seal.certificate if seal and shape in {"mail", "ninjs"} else b""
        if seal and shape == "ninjs":  # it tells the size of the PDF that is sent
            data = export_bytes(comparison, shape, ExportOptions(**heeded, sign=seal.sign))
        return Parcel(shape, stem + target.suffix, target.media_type, data, title, subject, unsigned)
    if shape not in FORMATS:
        raise UsageError(f"nothing is sent as {shape!r}", slug="unknown-shape", remedy=f"Known: {', '.join(SHAPES)}.")
    data, unsigned = FORMATS[shape](comparison, options.look), b""
    if shape == "pdf" and seal:
        data, unsigned = seal.sign(data), data + seal.certificate
    return Parcel(shape, f"{stem}.{shape}", MEDIA_TYPES.get(shape, "application/octet-stream"), data, title, subject, unsigned)
