"""The service, asked in-process; comparisons run in processes of their own."""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("prometheus_client", reason="prometheus-client is in reportgen[serve]")
pytest.importorskip("httpx2", reason="httpx2 is in reportgen[test]")

from starlette.testclient import TestClient

from reportgen.model import Comparison
from reportgen.serve.app import Limits, make_app
from reportgen.serve.openapi import ERRORS, FORMATS, PROBLEM, description
from reportgen.serve.pool import Pool
from tests.serve.workers import by_order

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "t0ken"  # noqa: S105  (of a test)
OFFICIAL = "The bridge over the Ems reopened on Thursday after repairs that cost 15 million euros."
PRESS = "The bridge over the Ems reopened on Thursday after repairs that cost 18 million euros."


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Return who asks a service with one worker and one place to wait."""
    pool = Pool(1, 1, seconds=20, target=by_order)
    with TestClient(make_app(pool, TOKEN, Limits(body=100_000)), headers={"Authorization": f"Bearer {TOKEN}"}) as made:
        yield made
    pool.stop()


def order(official: str = OFFICIAL, **more: object) -> dict[str, Any]:
    """Return the body of a request."""
    return {"official": {"text": official}, "press": [{"text": PRESS}], **more}


def test_a_comparison(client: TestClient) -> None:
    """Two texts come back as a comparison file, the same as the engine makes; metadata that is given stands in it."""
    given = order() | {"official": {"text": OFFICIAL, "publisher": "Ministry", "published": "2024-06-13"}}
    answer = client.post("/v1/compare", json=given)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    comparison = Comparison.from_json(answer.text)
    assert comparison.official.publisher == "Ministry"
    assert any(pair.label == "contrasting" for pair in comparison.pairs)
    assert client.post("/v1/compare", json=given).content == answer.content


@pytest.mark.parametrize("name", FORMATS)
def test_formats(client: TestClient, name: str) -> None:
    """Each format comes with its media type."""
    answer = client.post(f"/v1/compare?format={name}", json=order())
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == FORMATS[name]
    assert answer.content


def test_files(client: TestClient) -> None:
    """A file in base64 is read by its content and name."""
    page = base64.b64encode(f"---\ntitle: Bridge reopens\n---\n\n{PRESS}\n".encode()).decode()
    answer = client.post("/v1/compare", json=order(press=[{"base64": page, "name": "report.md"}]))
    assert answer.status_code == 200, answer.text
    (report,) = answer.json()["reports"]
    assert (report["title"], report["name"], report["media_type"]) == ("Bridge reopens", "report.md", "text/markdown")


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        (b"{", 400, "not-json"),
        (b"[" * 50_000, 400, "not-json"),
        (b"[]", 422, "not-as-described"),
        (b'{"official": {"text": "a"}, "press": []}', 422, "not-as-described"),
        (b'{"official": {"text": "a", "base64": "YQ=="}, "press": [{"text": "b"}]}', 422, "not-as-described"),
        (b'{"official": {"text": "a", "path": "/etc/passwd"}, "press": [{"text": "b"}]}', 422, "not-as-described"),
        (b'{"official": {"base64": "?"}, "press": [{"text": "b"}]}', 422, "not-encoded"),
        (b'{"official": {"text": " "}, "press": [{"text": "b"}]}', 422, None),
        (b'{"official": {"text": "\\ud800 \\u0000 text"}, "press": [{"text": "b c d"}]}', 200, None),
        (b" " * 100_001, 413, "too-large"),
    ],
)
def test_what_is_not_right(client: TestClient, body: bytes, status: int, slug: str | None) -> None:
    """Each mistake is told as a problem with a name; hostile text is only text."""
    answer = client.post("/v1/compare", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status, answer.text
    if status != 200:
        assert answer.headers["content-type"] == PROBLEM
        assert answer.json()["status"] == status
        assert slug is None or answer.json()["type"] == f"urn:reportgen:error:{slug}"


def test_who_may_ask(client: TestClient) -> None:
    """Without the token there is no comparison and there are no figures; health and description are for everybody."""
    for header in ({"Authorization": ""}, {"Authorization": "Bearer other"}, {"Authorization": f"Basic {TOKEN}"}):
        assert client.post("/v1/compare", json=order(), headers=header).status_code == 401
        assert client.get("/metrics", headers=header).status_code == 401
        assert client.get("/health", headers=header).json()["status"] == "ok"
        assert client.get("/openapi.json", headers=header).json() == description()


@pytest.mark.parametrize("query", ["format=fax", "format=json&format=pdf", "date=2024-01-01"])
def test_unknown_queries(client: TestClient, query: str) -> None:
    """A query that is not known is refused."""
    assert client.post(f"/v1/compare?{query}", json=order()).status_code == 400


def test_other_media(client: TestClient) -> None:
    """A form is refused, so that no page of the web can make a browser send one."""
    answer = client.post("/v1/compare", content=json.dumps(order()), headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


def test_a_text_that_never_ends() -> None:
    """It is given up after the time there is, its process killed; the next order finds a fresh one. So with one that dies."""
    pool = Pool(1, 1, seconds=3, target=by_order)
    with TestClient(make_app(pool, TOKEN), headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        assert client.post("/v1/compare", json=order("wait 0.1")).status_code == 200
        answer = client.post("/v1/compare", json=order("hang"))
        assert (answer.status_code, answer.json()["type"]) == (504, "urn:reportgen:error:too-slow")
        pool.seconds = 20
        answer = client.post("/v1/compare", json=order("die"))
        assert (answer.status_code, answer.json()["type"]) == (500, "urn:reportgen:error:worker-died")
        assert client.post("/v1/compare", json=order("wait 0.1")).status_code == 200
        assert pool.taken == pool.busy == 0
    pool.stop()


def test_the_queue_is_bounded(client: TestClient) -> None:
    """Of many that ask at once, as many are answered as there are places; the others are told when to come again."""
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _: client.post("/v1/compare", json=order("wait 2")), range(6)))
    counts = [answer.status_code for answer in answers]
    assert set(counts) == {200, 429}
    assert counts.count(200) >= 2
    assert all(answer.headers["retry-after"] == "2" for answer in answers if answer.status_code == 429)


def test_figures(client: TestClient) -> None:
    """The figures count what was asked, by path and status."""
    client.post("/v1/compare", json=[])
    text = client.get("/metrics").text
    assert 'reportgen_requests_total{path="/v1/compare",status="422"}' in text
    assert "reportgen_places 2.0" in text
    assert "reportgen_places_taken 0.0" in text


def test_every_answer_is_described() -> None:
    """The description names each status there can be."""
    told = set(description()["paths"]["/v1/compare"]["post"]["responses"])
    assert told == {"200", *ERRORS}
