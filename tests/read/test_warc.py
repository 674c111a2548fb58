"""Web archives."""

from __future__ import annotations

import gc
import gzip
import io
import json
import warnings
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ReadError, ReportgenError, UsageError
from reportgen.read import clean, read, warc
from reportgen.read.warc import entries, sniff

pytest.importorskip("warcio", reason="web archives need the extra reportgen[warc]")

PAGE = (
    "<html><head><title>{0}</title></head><body><nav>Home</nav><article><h1>{0}</h1><p>The ministry opened the café at the "
    "bridge to traffic on Thursday after two years of repairs.</p><p>It carries 12,000 vehicles a day, and a second lane will "
    "follow, the ministry said.</p></article></body></html>"
)
BRIDGE, PORT = PAGE.format("Bridge opens in the valley"), PAGE.format("Port opens at the river")
HTML = "text/html; charset=utf-8"


def archive(*answers: tuple[str, bytes, str, str], is_packed: bool = True, encoding: str = "") -> bytes:
    """Return an archive with these answers: address, content, content type and status."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415  (an extra)
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the writer leaves the closing of its buffers to Python
        writer = WARCWriter(file, gzip=is_packed)
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "a test"}))
        for address, content, kind, status in answers:
            fields = [("Content-Type", kind), *([("Content-Encoding", encoding)] if encoding else [])]
            headers = StatusAndHeaders(status, fields, protocol="HTTP/1.1")
            dates = {"WARC-Date": "2024-06-13T10:00:00Z"}
            writer.write_record(
                writer.create_warc_record(
                    address, "response", payload=io.BytesIO(content), http_headers=headers, warc_headers_dict=dates
                )
            )
        del writer
        gc.collect()
    return file.getvalue()


MOVED = ("http://x.example/bridge", b"<html>Moved</html>", HTML, "301 Moved")
PICTURE = ("https://x.example/a.png", b"\x89PNG", "image/png", "200 OK")
FIRST = ("https://x.example/bridge", BRIDGE.encode(), HTML, "200 OK")
SECOND = ("https://x.example/port", PORT.encode("latin-1"), "text/html; charset=ISO-8859-1", "200 OK")


def package(**files: bytes) -> bytes:
    """Return a WACZ with an archive and other files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr({"data": "archive/data.warc.gz", "pages": "pages/pages.jsonl"}.get(name, name), content)
    return file.getvalue()


@pytest.mark.parametrize("is_packed", [True, False])
def test_the_first_page(is_packed: bool) -> None:  # noqa: FBT001
    """The first page that was there is read, with its address and when it was captured."""
    data = archive(MOVED, PICTURE, FIRST, is_packed=is_packed)
    assert sniff(data, "a")
    document = clean(read(data, name="a.warc"))
    assert (document.title, document.url, document.media_type) == ("Bridge opens in the valley", FIRST[0], "application/warc")
    assert [block.text for block in document.blocks][1].startswith("The ministry opened the café")
    (note,) = document.notes or ()
    assert note.startswith("The page was captured 2024-06-13T10:00:00Z from https://x.example/bridge")
    assert entries(data, "a") == ()


def test_several_pages() -> None:
    """Other pages are noted, and one is chosen by its number, its address or a piece of it."""
    data = archive(FIRST, SECOND)
    notes = read(data, name="a.warc").notes or ()
    assert notes[-1] == "The archive has 2 pages; this is the first. #2 (https://x.example/port)"
    for part in ("2", "https://x.example/port", "port"):
        document = read(data, name="a.warc", part=part)
        assert (document.title, document.name) == ("Port opens at the river", "a.warc#2")
        assert "café" in document.text
    with pytest.raises(UsageError, match="no-such-part"):
        read(data, name="a.warc", part="3")


def test_package() -> None:
    """A package says itself which of its pages was meant."""
    lines = [{"format": "json-pages-1.0"}, {"url": SECOND[0], "ts": "2024-06-13T10:00:00Z"}]
    data = package(data=archive(FIRST, SECOND), pages=("\n".join(map(json.dumps, lines)) + "\nbroken").encode())
    document = read(data, name="a.wacz")
    assert (document.title, document.media_type) == ("Port opens at the river", "application/wacz")
    assert read(package(data=archive(FIRST)), name="a.wacz").title == "Bridge opens in the valley"


def test_packed_answers() -> None:
    """An answer that came packed is unpacked."""
    data = archive((FIRST[0], gzip.compress(FIRST[1]), HTML, "200 OK"), encoding="gzip")
    assert read(data, name="a.warc").title == "Bridge opens in the valley"


def test_other_documents() -> None:
    """Where no page is, a text is read."""
    document = read(archive(("https://x.example/a.txt", b"The bridge is open.", "text/plain", "200 OK"), PICTURE), name="a.warc")
    assert (document.text, document.url) == ("The bridge is open.", "https://x.example/a.txt")


def test_no_page() -> None:
    """An archive without pages says what it has."""
    with pytest.raises(ReadError, match="2 answers, and none that is a page"):
        read(archive(MOVED, PICTURE), name="a.warc")


def test_other_packages() -> None:
    """A gzip file and a ZIP archive of other things are not taken."""
    assert not sniff(gzip.compress(b"A text."), "a.gz")
    assert not sniff(package(data_txt=b"archive/ of texts"), "a.zip")
    assert not sniff(b"WAR and peace", "a.txt")


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than is read is refused, and never unpacked whole."""
    monkeypatch.setattr(warc, "MAX_UNPACKED", 1_000_000)
    bomb = gzip.compress(b"WARC/1.0\r\n" + bytes(20_000_000))
    for data, name in (
        (bomb, "a.warc.gz"),
        (package(data=bomb), "a.wacz"),
        (package(data=b"WARC/1.0" + bytes(9_000_000)), "a.wacz"),
    ):
        with pytest.raises(ReadError, match="too-large"):
            read(data, name=name)
    monkeypatch.setattr(warc, "MAX_PAGE", 100_000)
    page = archive((FIRST[0], zlib.compress(bytes(5_000_000)), HTML, "200 OK"), FIRST, encoding="deflate")
    assert read(page, name="a.warc").title == "Bridge opens in the valley"


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n" + b"a" * 5_000_000,
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5000000\r\n\r\n" + b"a" * 5_000_000,
        b"WARC/1.0\r\nContent-Length: 0\r\n\r\n" * 50_000,
        b"WARC/1.0\r\nContent-Length: 999999999999\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        gzip.compress(b"WARC/1.0\r\nContent-Length: 0\r\n\r\n") * 20_000,
    ],
    ids=range(5),
)
def test_large_and_broken(data: bytes) -> None:
    """Long lines, lying lengths and many records take the time their size needs."""
    with pytest.raises(ReadError, match="empty-document"):
        read(data, name="a.warc")


WHOLE = archive(FIRST, is_packed=False)
PACKED = package(data=archive(FIRST), pages=b'{"url": "x"}')


@given(st.sampled_from([WHOLE, PACKED, archive(FIRST)]), st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_damaged(data: bytes, at: int, piece: bytes) -> None:
    """A damaged archive gives a document or an error."""
    at %= len(data)
    for damaged in (data[:at] + piece + data[at + len(piece) :], data[:at]):
        try:
            clean(read(damaged, name="a.warc"))
        except ReportgenError as error:
            assert error.slug  # noqa: PT017  (either way is right)
