"""Where something goes, and what may be told of it."""

from __future__ import annotations

import pytest

from reportgen.deliver.destinations import Kind, destination
from reportgen.errors import ReportgenError


@pytest.mark.parametrize(
    ("text", "kind", "address", "shown"),
    [
        (
            "https://hooks.example.org/T0/B0/secret",
            "webhook",
            "https://hooks.example.org/T0/B0/secret",
            "https://hooks.example.org",
        ),
        ("http://127.0.0.1:8080/x?y=z", "webhook", "http://127.0.0.1:8080/x?y=z", "http://127.0.0.1:8080"),
        ("http://[::1]/x", "webhook", "http://[::1]/x", "http://[::1]"),
        ("http://localhost/x", "webhook", "http://localhost/x", "http://localhost"),
        ("smtp://desk@mail.example.org:2525", "smtp", "smtp://desk@mail.example.org:2525", "smtp://mail.example.org:2525"),
        ("smtps://mail.example.org", "smtp", "smtps://mail.example.org", "smtps://mail.example.org"),
        (
            "wordpress+https://blog.example.org/de/",
            "wordpress",
            "https://blog.example.org/de",
            "wordpress+https://blog.example.org",
        ),
        ("briefs", "folder", "briefs", "briefs"),
        ("/srv/desk", "folder", "/srv/desk", "/srv/desk"),
        ("C:\\briefs", "folder", "C:\\briefs", "C:\\briefs"),
    ],
)
def test_places(text: str, kind: str, address: str, shown: str) -> None:
    """Each kind of place is known by its scheme; of an address only scheme and server are told."""
    found = destination(text)
    assert (found.kind, found.address, found.shown) == (kind, address, shown)


def test_an_item_of_superdesk() -> None:
    """The item is taken from the address and is no part of the server's."""
    found = destination("superdesk+https://desk.example.org/api?item=urn:news:1")
    assert (found.kind, found.address, found.item) == (Kind.SUPERDESK, "https://desk.example.org/api", "urn:news:1")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("ftp://example.org", "bad-destination"),
        ("https://", "bad-destination"),
        ("https://[", "bad-destination"),
        ("https://example.org:99999/hush", "bad-destination"),
        ("https://example.org/hush\r\nX: y", "bad-destination"),
        ("https://example.org/ hush", "bad-destination"),
        ("https://user:hush@example.org/", "secret-in-address"),
        ("https://hush@example.org/", "secret-in-address"),
        ("smtp://desk:hush@example.org/", "secret-in-address"),
        ("http://example.org/hush", "not-encrypted"),
        ("http://127.0.0.1.example.org/hush", "not-encrypted"),
        ("wordpress+http://example.org/hush", "not-encrypted"),
        ("env:REPORTGEN_NO_SUCH", "environment-missing"),
    ],
)
def test_what_is_no_place(text: str, slug: str) -> None:
    """Each mistake has its name, and no part of an address that could be a secret is repeated."""
    with pytest.raises(ReportgenError) as caught:
        destination(text)
    assert caught.value.slug == slug
    assert "hush" not in str(caught.value)


def test_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address can be kept off the command line."""
    monkeypatch.setenv("DESK_HOOK", " https://hooks.example.org/hush \n")
    assert destination("env:DESK_HOOK").address == "https://hooks.example.org/hush"
