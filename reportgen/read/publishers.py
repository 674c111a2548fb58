"""Who publishes at an address, for the hosts official texts come from."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from reportgen.wordlists import WordListError, read_words


def publisher_of(url: str) -> str | None:
    """Return the publisher's name where the host is listed, else the host itself; None for what is no web address.

    >>> publisher_of("https://www.whitehouse.gov/fact-sheets/")
    'The White House'
    >>> publisher_of("https://news.example.org/a")
    'news.example.org'
    """
    try:
        host = (urlsplit(url.strip()).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    if "." not in host:
        return None
    labels = host.split(".")
    for start in range(len(labels) - 1):
        name = _names().get(".".join(labels[start:]))
        if name:
            return name
    return host


@cache
def _names() -> dict[str, str]:
    """Return the names under their hosts, from `data/publishers.txt`."""
    names: dict[str, str] = {}
    for entry in read_words("publishers.txt"):
        host, _, name = entry.partition("\t")
        if not name.strip() or host != host.strip().lower() or host in names:
            raise WordListError(f"publishers.txt: {entry!r} is not 'host TAB name', or repeats a host")
        names[host] = name.strip()
    return names
