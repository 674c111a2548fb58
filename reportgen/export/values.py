"""Values that several exports share: addresses, names and moments in the form their standards ask for."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from reportgen.brief.text import parse_date, safe_url

if TYPE_CHECKING:
    from reportgen.model import Comparison, Document, Pair

NAMESPACE = uuid.UUID("5b0c3d2e-7f0a-5c61-9d0e-3a1f4c8b2e77")
"""What the names of exported things are hashed in (RFC 9562, version 5); drawn once, never to change."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(value: Any) -> Any:
    """Return a JSON value with U+FFFD for what other systems refuse or cut at: NUL and lone surrogates.

    One character stands for one, so offsets into a text still hold.
    """
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable(item) for item in value]
    return value


def json_bytes(value: Any) -> bytes:
    """Return a value as UTF-8 JSON text ending in a line feed."""
    return (json.dumps(storable(value), ensure_ascii=False, indent=1) + "\n").encode()


def content_hash(comparison: Comparison) -> str:
    """Return the SHA-256, in hex, of the comparison file: the same content has the same hash on any machine."""
    return hashlib.sha256(comparison.to_json().encode("utf-8", "backslashreplace")).hexdigest()


def urn(*parts: str) -> str:
    """Return a name for what `parts` tell from everything else.

    >>> urn("a", "b")
    'urn:uuid:eb1af72c-c1d4-55b4-a813-31a322c70332'
    """
    return uuid.uuid5(NAMESPACE, "\x1f".join(storable(list(parts)))).urn


def comparison_urn(comparison: Comparison) -> str:
    """Return a name for the comparison of these very texts, whatever is decided about its pairs."""
    return urn("comparison", *(document.sha256 for document in (comparison.official, *comparison.reports)))


def pair_urns(comparison: Comparison) -> list[str]:
    """Return a name for each pair, in their order; the same pair of the same texts has the same name in every run."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for pair in comparison.pairs:
        name = pair_urn(comparison, pair.report, pair.id)
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else urn(name, str(seen[name])))
    return names


def pair_urn(comparison: Comparison, report: str, pair_id: str) -> str:
    """Return the name of the pair with this id, whether or not it still stands in the comparison."""
    hashes = {document.id: document.sha256 for document in comparison.reports}
    return urn("pair", comparison.official.sha256, hashes.get(report, ""), report, pair_id)


def document_uri(document: Document) -> str:
    """Return a document's web address, or, where it has none, a name made of its content (RFC 6920)."""
    return web_address(document.url) or content_uri(document)


def content_uri(document: Document) -> str:
    """Return the `ni:` name of the bytes the document was read from."""
    try:
        digest = bytes.fromhex(document.sha256)
    except ValueError:
        digest = b""
    if len(digest) != hashlib.sha256().digest_size:
        digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).digest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_AUTHORITY = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%-]+|[A-Za-z0-9._~%:@-]*\[[0-9A-Fa-f:.]+\](?::\d+)?")


def web_address(value: str | None) -> str | None:
    """Return an http or https address as RFC 3986 writes it; None where there is none in `value`.

    >>> web_address("https://example.org/a[1]?b=100%#c#d")
    'https://example.org/a%5B1%5D?b=100%25#c%23d'
    """
    safe = safe_url(value)
    if safe is None:
        return None
    scheme, rest = safe.split(":", 1)
    try:
        parts = urlsplit(safe)
        port = parts.port
    except ValueError:
        return None
    authority = _STRAY_PERCENT.sub("%25", parts.netloc)
    if not rest.startswith("//") or (port is not None and port > 65535) or not _AUTHORITY.fullmatch(authority):
        return None
    address = f"{scheme.lower()}://{authority}{_quoted(parts.path, '/:@')}"
    address += f"?{_quoted(parts.query, '/:@?')}" if parts.query else ""
    return address + (f"#{_quoted(parts.fragment, '/:@?')}" if parts.fragment else "")


def _quoted(text: str, also: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", text), safe=f"{also}!$&'()*+,;=~%")


def moment(value: str | None) -> str | None:
    """Return an ISO date, or date and time, as the `date-time` of RFC 3339; None where it is neither.

    A date is its first moment, and a time without an offset is taken for UTC.

    >>> moment("2024-06-13")
    '2024-06-13T00:00:00Z'
    """
    found = parse_date(value)
    if found is None:
        return None
    if not isinstance(found, datetime):
        found = datetime.combine(found, datetime.min.time(), UTC)
    offset = found.utcoffset()
    if offset is None:
        found = found.replace(tzinfo=UTC)
    elif offset.total_seconds() % 60:
        return None  # no clock on earth; RFC 3339 cannot say it
    return found.replace(microsecond=0).isoformat().replace("+00:00", "Z")


_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")


def media_type(value: str) -> str | None:
    """Return a well-formed media type, or None."""
    return value if _MEDIA_TYPE.fullmatch(value) else None


def program(comparison: Comparison) -> str:
    """Return the name and version of the program that made the comparison."""
    return f"{comparison.generator.name} {comparison.generator.version}"


def side_texts(comparison: Comparison, pair: Pair) -> tuple[list[str], list[str]]:
    """Return the texts of a pair's statements, official and press."""
    official, press = comparison.official.statements_by_id, comparison.document(pair.report).statements_by_id
    return [official[key].text for key in pair.official], [press[key].text for key in pair.press]
