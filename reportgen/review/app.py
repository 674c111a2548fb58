"""The page and the requests it makes, as a Starlette application."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from reportgen.brief.filling import fill
from reportgen.brief.rendering import FORMATS, RenderOptions
from reportgen.brief.templating import environment, source_text
from reportgen.errors import ReportgenError
from reportgen.resources import templates_folder
from reportgen.review.guard import Guard
from reportgen.review.orders import ConflictError, OrderError, parse_name, parse_orders
from reportgen.review.view import build_item, build_page, build_statements, progress_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from reportgen.review.log import Entry
    from reportgen.review.session import Session

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html",
    "json": "application/json",
    "md": "text/markdown",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def make_app(session: Session, *, token: str, host: str, by: str, stem: str, options: RenderOptions) -> Starlette:
    """Return the application for one review.

    `host` is the name and port it is reached at, `by` the reviewer's name until the page gives another, `stem` the name of
    the briefs it hands out.
    """
    page = _ReviewPage(session, by=by, stem=stem, options=options)
    root = f"/{token}"
    routes = [
        Route(f"{root}/", page.first),
        Route(f"{root}/review.css", page.style),
        Route(f"{root}/review.js", page.script),
        Route(f"{root}/brief.{{format}}", page.brief),
        Route(f"{root}/{{report}}", page.show),
        Route(f"{root}/{{report}}/changes", page.changes),
        *(Route(f"{root}/{{report}}/{name}", page.taking(change), methods=["POST"]) for name, change in page.CHANGES.items()),
    ]
    _, _, port = host.partition(":")
    hosts = frozenset({host, f"localhost:{port}"})
    return Starlette(routes=routes, middleware=[Middleware(Guard, token=token, hosts=hosts)])


class _ReviewPage:
    """The handlers; all but the rendering of briefs run one after the other, in the server's own thread."""

    def __init__(self, session: Session, *, by: str, stem: str, options: RenderOptions) -> None:
        self._session = session
        self._by = by
        self._stem = stem
        self._options = options
        self._templates = environment(templates_folder() / "review")

    async def first(self, _request: Request) -> Response:
        """Return the page of the first report."""
        return self._page(self._session.base.reports[0].id)

    async def show(self, request: Request) -> Response:
        """Return the page of a report."""
        report = request.path_params["report"]
        return self._page(report) if self._knows(report) else _nothing()

    def _page(self, report: str) -> Response:
        self._session.refresh()
        page = build_page(self._session, report, self._by)
        return HTMLResponse(fill(self._templates, "review.html.j2", page=page, formats=tuple(FORMATS)))

    def _knows(self, report: str) -> bool:
        return any(one.id == report for one in self._session.base.reports)

    async def style(self, _request: Request) -> Response:
        """Return the style sheet: the brief's colours and marks, and the page's own."""
        sheets = (source_text(self._templates, name) for name in ("base.css", "palette.css", "review.css"))
        return Response("".join(sheets), media_type="text/css")

    async def script(self, _request: Request) -> Response:
        """Return the script."""
        return Response(source_text(self._templates, "review.js"), media_type="text/javascript")

    async def brief(self, request: Request) -> Response:
        """Return the brief of the comparison as it was decided so far, to be saved."""
        name = request.path_params["format"]
        if name not in FORMATS:
            return _nothing()
        self._session.refresh()
        try:
            data = await run_in_threadpool(FORMATS[name], self._session.comparison, self._options)
        except ReportgenError as error:
            return PlainTextResponse(f"{error}\n", 500)
        # Saved, never shown: whatever stands in it does not run at this address.
        headers = {"Content-Disposition": f'attachment; filename="{self._stem}.reviewed.{name}"'}
        return Response(data, media_type=MEDIA_TYPES[name], headers=headers)

    async def changes(self, request: Request) -> Response:
        """Return what changed since the entry the page knows; nothing at all where nothing did."""
        report = request.path_params["report"]
        since, epoch = request.query_params.get("since", ""), request.query_params.get("epoch", "")
        if not self._knows(report) or not (since.isascii() and since.isdigit() and epoch.isascii() and epoch.isdigit()):
            return _nothing()
        self._session.refresh()
        if self._session.seq == int(since) and self._session.epoch == int(epoch):
            return Response(status_code=204)
        return JSONResponse(self._update(report, int(since), int(epoch)))

    def taking(self, change: Callable[[_ReviewPage, str, str, dict[str, Any]], str | None]) -> Callable[..., Awaitable[Response]]:
        """Return a handler that carries a change out and answers with all that is new to the page."""

        async def handler(request: Request) -> Response:
            report = request.path_params["report"]
            try:
                body = json.loads(await request.body())
                since, epoch = int(body["since"]), int(body["epoch"])
            except (ValueError, KeyError, TypeError, RecursionError):
                return JSONResponse({"message": "The request is not well formed."}, 400)
            if not self._knows(report):
                return _nothing()
            try:
                message = change(self, report, parse_name(body.get("by"), self._by), body)
            except OrderError as error:
                return JSONResponse({"message": str(error)}, 400)
            except ConflictError as error:
                return JSONResponse(self._update(report, since, epoch) | {"message": str(error)}, 409)
            except ReportgenError as error:
                return JSONResponse({"message": f"Not saved. {error.what}"}, 507)
            return JSONResponse(self._update(report, since, epoch) | {"message": message})

        return handler

    def _decide(self, _report: str, by: str, body: dict[str, Any]) -> str:
        orders = parse_orders(body.get("orders"))
        self._session.decide(orders, by)
        return f"{len(orders)} confirmed" if len(orders) > 1 else ""

    def _undo(self, report: str, by: str, _body: dict[str, Any]) -> str:
        return self._back_and_forth(self._session.undo(by), report, "undo", "Undone")

    def _redo(self, report: str, by: str, _body: dict[str, Any]) -> str:
        return self._back_and_forth(self._session.redo(by), report, "redo", "Done again")

    def _back_and_forth(self, entry: Entry | None, report: str, what: str, done: str) -> str:
        if entry is None:
            raise OrderError(f"There is nothing to {what}.")
        others = {one for one in self._session.subject_reports(entry) if one != report}
        return f"{done}, in another report" if others else done

    def _restore(self, report: str, by: str, body: dict[str, Any]) -> str:
        start, end, document = body.get("start"), body.get("end"), body.get("document")
        if not (isinstance(start, int) and isinstance(end, int) and isinstance(document, str)):
            raise OrderError("The order is not well formed.")
        self._session.restore(document, start, end, report, by)
        return "Put back"

    def _settle(self, _report: str, by: str, body: dict[str, Any]) -> str:
        seq, index = body.get("seq"), body.get("index")
        if not (isinstance(seq, int) and isinstance(index, int)):
            raise OrderError("The order is not well formed.")
        self._session.settle(seq, index, by, accept=body.get("accept") is True)
        return "Applied" if body.get("accept") is True else "Let go"

    CHANGES: dict[str, Callable[[_ReviewPage, str, str, dict[str, Any]], str]] = {  # noqa: RUF012  (never changed)
        "decide": _decide,
        "undo": _undo,
        "redo": _redo,
        "restore": _restore,
        "settle": _settle,
    }

    def _update(self, report: str, since: int, epoch: int) -> dict[str, Any]:
        session = self._session
        updates = session.updates(since, report)
        found: dict[str, Any] = {"seq": updates.seq, "epoch": updates.epoch, "reload": updates.epoch != epoch}
        if found["reload"]:
            return found
        order = [pair.id for pair in session.board.pairs(report)]
        places = {key: place for place, key in enumerate(order)}
        present = sorted((key for key in updates.pairs if key in places), key=places.__getitem__)
        found["items"] = [
            {"pair": key, "after": order[places[key] - 1] if places[key] else None, "html": self._item_html(report, key)}
            for key in present
        ]
        found["gone"] = [key for key in updates.pairs if key not in places]
        found["statements"] = build_statements(session, report, updates.statements)
        found["progress"] = asdict(progress_of(session))
        found["canUndo"], found["canRedo"] = session.can_undo, session.can_redo
        return found

    def _item_html(self, report: str, key: str) -> str:
        pair = self._session.board.find(report, key)
        if pair is None:
            raise AssertionError("the pair was there a moment ago")
        return fill(self._templates, "item.html.j2", item=build_item(self._session, pair))


def _nothing() -> Response:
    return PlainTextResponse("There is nothing here.\n", 404)
