"""The page's requests, in-process: what they answer, and whom they refuse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from reportgen.brief.rendering import RenderOptions
from reportgen.model import Action, Comparison
from reportgen.review.app import make_app
from tests.brief.samples import hostile
from tests.review.samples import order, pair_of, seeds, session, small, two_reports

if TYPE_CHECKING:
    from pathlib import Path

    from httpx2 import Response

    from reportgen.review.session import Session

HOST = "127.0.0.1:4711"
TOKEN = "secret"  # noqa: S105
HEADERS = {"Origin": f"http://{HOST}", "Content-Type": "application/json"}


class Visitor:
    """A browser's requests to the page, without the browser."""

    def __init__(self, folder: Path, base: Comparison | None = None) -> None:
        self.review: Session = session(folder, base)
        app = make_app(self.review, token=TOKEN, host=HOST, by="Anna", stem="brief", options=RenderOptions())
        self.client = TestClient(app, base_url=f"http://{HOST}")
        self.seq, self.epoch = self.review.seq, self.review.epoch

    def get(self, path: str = "") -> Response:
        """Return the answer to a request under the token."""
        return self.client.get(f"/{TOKEN}/{path}")

    def post(self, name: str, content: dict[str, Any], report: str = "press-1") -> Response:
        """Return the answer to a change, sent as the page sends it."""
        body = {"since": self.seq, "epoch": self.epoch, "by": "Anna"} | content
        return self.client.post(f"/{TOKEN}/{report}/{name}", content=json.dumps(body), headers=HEADERS)

    def confirm(self, *statements: str) -> dict[str, Any]:
        """Return an order that confirms the pair of these statements."""
        pair = pair_of(self.review, *statements)
        version = self.review.version("press-1", pair.id)
        return {"action": "confirmed", "report": "press-1", "pair": pair.id, "version": version}


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    """Return a visitor to a review of the small sample."""
    return Visitor(tmp_path)


def test_the_page_shows_everything(visitor: Visitor) -> None:
    """Each statement stands in its text, each pair in the list."""
    page = visitor.get().text
    for statement in (*small().official.statements, *small().reports[0].statements):
        assert f'data-statement="{statement.id}"' in page
    for pair in small().pairs:
        assert f'data-pair="{pair.id}"' in page
    assert "0 of 5 reviewed" in page


@pytest.mark.parametrize("path", ["", "press-1", "review.css", "review.js"])
def test_every_answer_is_locked_down(visitor: Visitor, path: str) -> None:
    """Nothing is cached, framed, sniffed or told to other sites, and no inline code runs."""
    answer = visitor.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_page_has_no_inline_code(visitor: Visitor) -> None:
    """No style and no script stands in the page itself, which the policy would refuse."""
    page = visitor.get().text
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert page.count("<script") == 1


@pytest.mark.parametrize("path", ["/", "/press-1", "/wrong/", "/wrong/press-1", f"/{TOKEN}x/", f"/{TOKEN}", f"//{TOKEN}/"])
def test_a_wrong_token_sees_nothing(visitor: Visitor, path: str) -> None:
    """Without the token of the address there is nothing, and the answer does not tell how near a guess was."""
    answer = visitor.client.get(f"http://{HOST}{path}", follow_redirects=False)
    assert answer.status_code == 404
    assert "Ems" not in answer.text
    assert answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:4711", "127.0.0.1:80", "127.0.0.1", "[::1]:4711", ""])
def test_another_name_for_this_machine_is_refused(visitor: Visitor, host: str) -> None:
    """A foreign name that was made to point here (DNS rebinding) is not served, token or not."""
    answer = visitor.client.get(f"/{TOKEN}/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Ems" not in answer.text


def test_localhost_is_this_machine(visitor: Visitor) -> None:
    """The name everyone types works as well."""
    assert visitor.client.get(f"/{TOKEN}/", headers={"Host": "localhost:4711"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:4712"}, 403),
        ({"Origin": "https://127.0.0.1:4711"}, 403),
        ({"Origin": "http://localhost:4711"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Length": "99999999"}, 413),
        ({"Content-Length": "-1"}, 413),
    ],
)
@pytest.mark.parametrize("name", ["decide", "undo", "redo", "restore", "settle"])
def test_a_change_from_elsewhere_is_refused(visitor: Visitor, name: str, headers: dict[str, str], status: int) -> None:
    """What other pages in the same browser can send changes nothing."""
    content = json.dumps({"since": 0, "epoch": visitor.epoch, "orders": [visitor.confirm("O1", "P1")]})
    answer = visitor.client.post(f"/{TOKEN}/press-1/{name}", content=content, headers=HEADERS | headers)
    assert answer.status_code == status
    assert visitor.review.log.last() == 0


def test_a_change_without_an_origin_is_refused(visitor: Visitor) -> None:
    """A program that is no browser's page has no business here."""
    headers = {"Content-Type": "application/json"}
    answer = visitor.client.post(f"/{TOKEN}/press-1/undo", content=json.dumps({"since": 0, "epoch": 1}), headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["decide", "undo", "redo", "restore", "settle"])
def test_looking_never_decides(visitor: Visitor, name: str) -> None:
    """A link that is followed or loaded ahead changes nothing."""
    assert visitor.get(f"press-1/{name}").status_code == 405


def test_a_decision_is_answered_with_what_changed(visitor: Visitor) -> None:
    """The answer has the pair as the list shows it, its statements, and how far the review is."""
    answer = visitor.post("decide", {"orders": [visitor.confirm("O1", "P1")], "by": "Ben"}).json()
    (item,) = answer["items"]
    assert 'data-state="confirmed"' in item["html"]
    assert "confirmed by Ben" in item["html"]
    assert item["after"] is None
    assert answer["progress"]["words"] == "1 of 5 reviewed"
    assert [one["anchor"] for one in answer["statements"]] == ["official-O1", "press-1-P1"]
    assert (answer["canUndo"], answer["canRedo"]) == (True, False)


def test_pairs_that_go_are_told(visitor: Visitor) -> None:
    """A pair taken apart goes from the list, and two come in their place."""
    gone = pair_of(visitor.review, "O1", "P1").id
    answer = visitor.post("decide", {"orders": [visitor.confirm("O1", "P1") | {"action": "rejected"}]}).json()
    assert answer["gone"] == [gone]
    assert [one["pair"] for one in answer["items"]] == [pair_of(visitor.review, key).id for key in ("O1", "P1")]


def test_another_window_is_told(visitor: Visitor) -> None:
    """A page asks what changed, and is answered only where something did."""
    assert visitor.get(f"press-1/changes?since=0&epoch={visitor.epoch}").status_code == 204
    visitor.review.decide([order(visitor.review, Action.CONFIRMED, "O1", "P1")], "Ben")
    answer = visitor.get(f"press-1/changes?since=0&epoch={visitor.epoch}").json()
    assert [one["pair"] for one in answer["items"]] == [pair_of(visitor.review, "O1", "P1").id]


def test_a_stale_page_does_not_decide(visitor: Visitor) -> None:
    """An order about a pair that was changed since is refused, with what changed."""
    stale = visitor.confirm("O1", "P1")
    visitor.review.decide([order(visitor.review, Action.NOTED, "O1", "P1", note="Wait.")], "Ben")
    answer = visitor.post("decide", {"orders": [stale]})
    assert answer.status_code == 409
    assert "another window" in answer.json()["message"]
    assert "Wait." in answer.json()["items"][0]["html"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("decide", {}),
        ("decide", {"orders": []}),
        ("decide", {"orders": "all"}),
        ("decide", {"orders": [1]}),
        ("decide", {"orders": [{}]}),
        ("decide", {"orders": [{"action": "shredded", "report": "press-1", "pair": "x", "version": 0}]}),
        ("decide", {"orders": [{"action": "confirmed", "report": "press-1", "pair": "x", "version": True}]}),
        ("decide", {"orders": [{"action": "confirmed", "report": [], "pair": "x", "version": 0}]}),
        ("decide", {"orders": [{"action": "noted", "report": "press-1", "pair": "x", "version": 0, "note": "x" * 4001}]}),
        ("decide", {"orders": [{"action": "paired", "report": "press-1", "pair": "x", "version": 0, "parts": [1]}]}),
        ("restore", {"document": "press-1", "start": "0", "end": 3}),
        ("restore", {"document": "press-1", "start": 0, "end": 3}),
        ("restore", {"document": "nowhere", "start": 0, "end": 3}),
        ("settle", {"seq": 1, "index": 1}),
        ("settle", {}),
        ("undo", {}),
        ("redo", {}),
        ("undo", {"since": "x"}),
        ("undo", {"epoch": None}),
    ],
)
def test_nonsense_is_refused_in_words(visitor: Visitor, name: str, content: dict[str, Any]) -> None:
    """A request that makes no sense is answered with a sentence, and changes nothing."""
    answer = visitor.post(name, content)
    assert answer.status_code == 400
    assert answer.json()["message"].endswith(".")
    assert visitor.review.log.last() == 0


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"[" * 100_000, b"\xff"])
def test_what_is_no_json_is_refused(visitor: Visitor, body: bytes) -> None:
    """A body that is no object of JSON is refused."""
    answer = visitor.client.post(f"/{TOKEN}/press-1/undo", content=body, headers=HEADERS)
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["press-9", "press-9/changes?since=0&epoch=1", "brief.exe", "press-1/changes?since=-1&epoch=1"])
def test_what_is_not_there(visitor: Visitor, path: str) -> None:
    """Reports and formats there are none of are not found."""
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("name", ["html", "json", "md", "csv"])
def test_the_brief_is_saved_not_shown(visitor: Visitor, name: str) -> None:
    """Each brief comes as a file to save, so that nothing in it runs at this address."""
    answer = visitor.get(f"brief.{name}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="brief.reviewed.{name}"'


def test_the_data_has_the_decisions(visitor: Visitor) -> None:
    """The comparison file of a review holds what was decided."""
    visitor.post("decide", {"orders": [visitor.confirm("O1", "P1")]})
    saved = Comparison.from_json(visitor.get("brief.json").text)
    assert [(one.action, one.by) for one in saved.decisions or ()] == [("confirmed", "Anna")]


def test_reports_have_their_own_pages(tmp_path: Path) -> None:
    """With several reports each has a page with its own pairs, and a way to the others."""
    visitor = Visitor(tmp_path, two_reports())
    first, second = visitor.get().text, visitor.get("press-2").text
    assert 'href="press-2"' in first
    assert 'data-report="press-2"' in second
    assert "0 of 10 reviewed" in second
    assert pair_of(visitor.review, "O1", "P1", report="press-2").id not in first


def test_undo_in_another_report_says_so(tmp_path: Path) -> None:
    """What is undone may stand on another page; the message says so."""
    visitor = Visitor(tmp_path, two_reports())
    visitor.post("decide", {"orders": [visitor.confirm("O1", "P1")]})
    assert visitor.post("undo", {}, report="press-2").json()["message"] == "Undone, in another report"


def test_hostile_texts_stay_text(tmp_path: Path) -> None:
    """Markup in a text, a title, a name or a note is shown as it is written."""
    visitor = Visitor(tmp_path, hostile())
    pair = visitor.review.board.pairs("press-1")[0]
    note = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    orders = [{"action": "noted", "report": "press-1", "pair": pair.id, "version": 0, "note": note}]
    answer = visitor.post("decide", {"orders": orders, "by": "<b>Eve</b>"}).json()
    html = answer["items"][0]["html"]
    assert "<img" not in html
    assert "<b>" not in html
    page = visitor.get().text
    assert "<img" not in page
    assert page.count("<script") == 1


def test_furniture_can_be_put_back(tmp_path: Path) -> None:
    """A passage that is put back makes the page load anew, its statements in their place."""
    visitor = Visitor(tmp_path, seeds())
    passage = next(one for one in seeds().reports[0].removed if len(one.text.split()) > 4)
    before = visitor.get().text.count('class="restore"')
    answer = visitor.post("restore", {"document": "press-1", "start": passage.start, "end": passage.end}).json()
    assert answer["reload"] is True
    assert visitor.get().text.count('class="restore"') == before - 1
