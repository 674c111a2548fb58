"""Signatures on a brief: made, checked, and broken."""

from __future__ import annotations

import datetime as dt
import logging
from functools import cache
from typing import TYPE_CHECKING

import pytest

from reportgen.brief.rendering import FORMATS, RenderOptions
from reportgen.errors import ReadError, ReportgenError
from reportgen.signing import load_signer, read_signatures, sign_pdf
from tests.brief import checks
from tests.brief.samples import security_agreement, single

pytest.importorskip("pyhanko", reason="pyHanko is in reportgen[sign]")

from tests.certificates import authority, issued, pkcs12

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

PASSPHRASE = "hush"  # noqa: S105  (of a key that is made for the test)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the key of a desk."""
    path = tmp_path_factory.mktemp("keys") / "desk.p12"
    path.write_bytes(pkcs12(issued("Night Desk"), PASSPHRASE.encode()))
    return load_signer(path, PASSPHRASE)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Let pyHanko talk to nobody."""
    caplog.set_level(logging.CRITICAL)


@cache
def plain() -> bytes:
    """Return a brief without a signature."""
    return FORMATS["pdf"](single(), RenderOptions())


def test_a_signed_brief(signer: Any) -> None:
    """What was signed is known to be unchanged, whole, and by whom; with the authority's certificate it is vouched for."""
    signed = sign_pdf(plain(), signer)
    (found,) = read_signatures(signed)
    assert (found.signer, found.intact, found.whole, found.trusted, found.ok) == ("Night Desk", True, True, None, True)
    assert found.signed is not None
    (trusted,) = read_signatures(signed, [authority().pem])
    assert trusted.trusted is True
    (other,) = read_signatures(signed, [authority("Another Authority").pem])
    assert (other.trusted, other.ok) == (False, False)


def test_only_the_signature_is_added(signer: Any) -> None:
    """The brief itself stands in the signed file byte for byte, at its beginning."""
    assert sign_pdf(plain(), signer).startswith(plain())


def test_the_standards_still_hold(signer: Any, tmp_path: Path) -> None:
    """A signed brief breaks no rule of PDF/A-3a and PDF/UA-1, and its structure is sound."""
    signed = sign_pdf(FORMATS["pdf"](security_agreement(), RenderOptions()), signer)
    assert checks.rule_failures(signed) == []
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    assert checks.qpdf_complaints(path) == ""


@pytest.mark.parametrize("place", [0.001, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_flipped_byte_is_caught(place: float, signer: Any) -> None:
    """Wherever in the brief one bit is changed, the signature tells it or the file is no PDF any more."""
    signed = bytearray(sign_pdf(plain(), signer))
    signed[int(place * len(plain()))] ^= 1
    try:
        found = read_signatures(bytes(signed))
    except ReadError:  # no PDF any more
        return
    assert not (found and all(one.ok for one in found))


def test_what_was_added_later_is_caught(signer: Any) -> None:
    """A file that goes on behind the signature is not whole."""
    (found,) = read_signatures(sign_pdf(plain(), signer) + b"\n% more\n")
    assert not found.whole


def test_an_unsigned_brief() -> None:
    """It has no signature, and what is no PDF is told as such."""
    assert read_signatures(plain()) == []
    for data in (b"", b"%PDF-1.7", b"hello", plain()[:2000]):
        with pytest.raises(ReportgenError, match="not-a-pdf"):
            read_signatures(data)


def test_a_certificate_that_has_run_out(tmp_path: Path) -> None:
    """A signer whose certificate had run out is not vouched for."""
    end = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
    path = tmp_path / "old.p12"
    path.write_bytes(pkcs12(issued("Old Desk", end=end), None))
    (found,) = read_signatures(sign_pdf(plain(), load_signer(path, None)), [authority().pem])
    assert found.trusted is False


@pytest.mark.parametrize(("passphrase", "slug"), [(None, "sign-passphrase"), ("other-hush", "sign-passphrase")])
def test_a_wrong_passphrase(passphrase: str | None, slug: str, tmp_path: Path) -> None:
    """It is told without being repeated."""
    path = tmp_path / "desk.p12"
    path.write_bytes(pkcs12(issued("Night Desk"), PASSPHRASE.encode()))
    with pytest.raises(ReportgenError) as caught:
        load_signer(path, passphrase)
    assert caught.value.slug == slug
    assert "hush" not in str(caught.value)


def test_what_is_no_key(tmp_path: Path) -> None:
    """A file that is not there, and one that is none, are told."""
    with pytest.raises(ReportgenError, match="sign-key"):
        load_signer(tmp_path / "nowhere.p12", None)
    (tmp_path / "text.p12").write_text("hello", "utf-8")
    with pytest.raises(ReportgenError, match="sign-passphrase"):
        load_signer(tmp_path / "text.p12", None)


def test_what_is_no_certificate(signer: Any) -> None:
    """A file named with --trust that is no certificate is told."""
    for data in (b"", b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(ReportgenError, match="bad-certificate"):
            read_signatures(sign_pdf(plain(), signer), [data])
