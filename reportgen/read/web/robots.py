"""What a site asks programs to leave alone (RFC 9309). It is asked before every page, and heeded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protego import Protego

from reportgen.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportgen.read.web.address import Address

PRODUCT = "reportgen"
"""The name under which a site can speak to this program."""
MAX_BYTES = 512_000
"""So much of a robots.txt is read: RFC 9309, 2.5 asks for 500 KiB at least."""


def check_robots(address: Address, get: Callable[[Address], tuple[int, bytes]]) -> None:
    """Raise ReadError (`robots-refused`) where the site of `address` asks programs not to fetch it.

    `get` returns the status and the bytes of an address. A site without the file, or that does not show it, asks nothing
    (RFC 9309, 2.3.1.3); one that fails to answer may not be fetched from (2.3.1.4).
    """
    status, data = get(address._replace(target="/robots.txt"))
    if 400 <= status < 500:
        return
    if status != 200:
        raise ReadError(
            f"the site does not say whether programs may fetch the page: its robots.txt answers {status}",
            slug="robots-refused",
            where=str(address),
            remedy="Try again later, or open the page in a browser, save it, and give the file.",
        )
    rules = Protego.parse(data[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff"))
    if not rules.can_fetch(str(address), PRODUCT):
        raise ReadError(
            "the site asks programs not to fetch this page (robots.txt)",
            slug="robots-refused",
            where=str(address),
            remedy="That is heeded. Open the page in a browser, save it, and give the file.",
        )
