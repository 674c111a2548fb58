"""Signatures on a brief: PAdES, made and checked with pyHanko, offline.

The signature is added behind the file (an incremental update), so everything but it stays as it was, and deterministic.
"""

from __future__ import annotations

import hashlib
import importlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.errors import ReadError, RenderError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

FIELD = "Signature"
"""The name of the signature's field in the form of the PDF."""

MAX_KEY_STORE = 1_000_000
"""Bytes of a key store; one has a few thousand."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of one signature of a file."""

    signer: str
    """The name in the certificate; anybody can write any name into one of his own."""
    fingerprint: str
    """SHA-256 of the certificate, in hex."""
    intact: bool
    """Whether what was signed is unchanged, and the signature fits the certificate's key."""
    whole: bool
    """Whether it covers the whole file: nothing was added since."""
    trusted: bool | None
    """Whether a certificate that is trusted vouches for the signer, at the time the signature says; None where none was named."""
    signed: datetime | None
    """When, by the signer's own clock."""

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against it."""
        return self.intact and self.whole and self.trusted is not False


def load_signer(path: Path, passphrase: str | None) -> Any:
    """Return the key and certificate in a key store (.p12, .pfx), for `sign_pdf`.

    Raises RenderError: `sign-key` where the file cannot be read, `sign-passphrase` where the passphrase does not open it,
    `library-missing` without pyHanko.
    """
    signers = _import("pyhanko.sign.signers")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_KEY_STORE)
    except OSError as error:
        raise RenderError(
            f"the key store cannot be read: {(error.strerror or str(error)).lower()}",
            slug="sign-key",
            where=str(path),
            remedy="--sign takes a file with key and certificate, mostly .p12 or .pfx.",
        ) from None
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(
            data, other_certs=[], passphrase=passphrase.encode() if passphrase else None
        )
    except Exception:  # noqa: BLE001  (pyHanko's own words may name what it was given)
        signer = None
    if signer is None or signer.signing_cert is None:
        raise _unopened(path, given=passphrase is not None)
    return signer


def _unopened(path: Path, *, given: bool) -> RenderError:
    return RenderError(
        "the key store does not open with this passphrase" if given else "the key store does not open without a passphrase",
        slug="sign-passphrase",
        where=str(path),
        remedy="Set REPORTGEN_SIGN_PASSPHRASE, or type it when asked. The file is a .p12 or .pfx with key and certificate.",
    )


def sign_pdf(data: bytes, signer: Any, *, reason: str | None = None) -> bytes:
    """Return a PDF with a PAdES signature (ETSI EN 319 142, baseline B) that no reader sees on the page.

    PDF/A-3 and PDF/UA-1 still hold: the signature's field lies outside the page. Raises RenderError (`library-missing`,
    `sign-failed`).
    """
    signers, fields = _import("pyhanko.sign.signers"), _import("pyhanko.sign.fields")
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason=reason
    )
    # Neither hidden (PDF/A forbids it) nor on the page (PDF/UA would want it in the order of reading).
    place = fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    field = fields.SigFieldSpec(FIELD, on_page=0, invis_sig_settings=place, readable_field_name="Signature of the brief")
    try:
        made = signers.sign_pdf(_writer(data), metadata, signer=signer, new_field_spec=field)
    except Exception as error:
        raise RenderError(
            f"the brief could not be signed: {type(error).__name__}",
            slug="sign-failed",
            remedy="The certificate has to allow signatures (key usage: digital signature or non-repudiation).",
        ) from error
    signed: bytes = made.getvalue()
    return signed


def _writer(data: bytes) -> Any:
    """Return a writer that adds behind a PDF and leaves what it says of itself alone.

    pyHanko would write the metadata anew, in a form PDF/A does not take, and call the file PDF 2.0, which PDF/A-3 is not.
    """
    base = _import("pyhanko.pdf_utils.incremental_writer").IncrementalPdfFileWriter

    class Writer(base):  # type: ignore[misc, valid-type]
        """Changes neither metadata nor version."""

        def _update_meta(self) -> None:
            """Leave the metadata."""

        def ensure_output_version(self, version: tuple[int, int]) -> None:
            """Leave the version."""

        def register_extension(self, ext: object) -> None:
            """Leave the list of extensions."""

    return Writer(io.BytesIO(data))


def read_signatures(data: bytes, trust: Sequence[bytes] = (), *, where: str | None = None) -> list[Signature]:
    """Return the signatures of a PDF, checked offline, in the order they were made; none where there is none.

    `trust` holds certificates, PEM or DER, that are trusted to vouch for signers. Raises ReadError (`not-a-pdf`,
    `bad-certificate`), RenderError (`library-missing`).
    """
    reader = _import("pyhanko.pdf_utils.reader")
    roots = [_certificate(one) for one in trust]
    try:
        embedded = reader.PdfFileReader(io.BytesIO(data)).embedded_signatures
        return [_checked(one, roots) for one in embedded]
    except (ReadError, RenderError):
        raise
    except Exception:  # noqa: BLE001  (a file may be broken in any way)
        raise ReadError(
            "this is no PDF, or a broken one", slug="not-a-pdf", where=where, remedy="Where it was signed, do not rely on it."
        ) from None


def _checked(embedded: Any, roots: Sequence[Any]) -> Signature:
    validation, status = _import("pyhanko.sign.validation"), _import("pyhanko.sign.validation.status")
    certvalidator = _import("pyhanko_certvalidator")
    certificate = embedded.signer_cert
    # The clock plays no part: a certificate has to be good at the time the signature says, as far as that can be known offline.
    moment = embedded.self_reported_timestamp
    context = certvalidator.ValidationContext(
        trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail", moment=moment
    )
    found = validation.validate_pdf_signature(embedded, context)
    return Signature(
        signer=str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly),
        fingerprint=hashlib.sha256(certificate.dump()).hexdigest(),
        intact=bool(found.intact and found.valid) and _is_padded_with_nothing(embedded),
        whole=found.coverage is status.SignatureCoverageLevel.ENTIRE_FILE,
        trusted=bool(found.trusted) if roots else None,
        signed=moment,
    )


def _is_padded_with_nothing(embedded: Any) -> bool:
    """Return whether the place kept for the signature holds the signature and zeros: the one place no signature covers."""
    content: bytes = embedded.pkcs7_content
    envelope = _import("asn1crypto.cms").ContentInfo.load(content)
    return not content[len(envelope.dump()) :].strip(b"\0")


def _certificate(data: bytes) -> Any:
    pem, x509 = _import("asn1crypto.pem"), _import("asn1crypto.x509")
    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        certificate = x509.Certificate.load(der, strict=True)
        certificate.native  # noqa: B018  (parsed only when it is looked at)
    except (ValueError, TypeError, KeyError):
        raise ReadError(
            "this is no certificate",
            slug="bad-certificate",
            where="--trust",
            remedy="A certificate is a .pem, .crt or .cer file.",
        ) from None
    return certificate


def _import(name: str) -> Any:
    """Return a module of pyHanko or of what it stands on. Raises RenderError (`library-missing`)."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise RenderError(
            f"signatures need a Python package that is not installed: {error.name or name}",
            slug="library-missing",
            remedy="Install it with: pip install 'reportgen[sign]'",
        ) from error
