"""From a comparison and places to what is sent where, and what came of it."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from reportgen.deliver import folder, smtp, superdesk, webhook, wordpress
from reportgen.deliver.destinations import Destination, Kind
from reportgen.deliver.parcel import Parcel, Seal, parcel
from reportgen.deliver.posting import Request, load_urllib3
from reportgen.deliver.problems import DeliveryError
from reportgen.errors import ReportgenError, UsageError
from reportgen.export import ExportOptions
from reportgen.export.mail import mail_address, message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from email.message import EmailMessage

    from reportgen.deliver.posting import Patience
    from reportgen.deliver.receipts import Receipts
    from reportgen.model import Comparison

DEFAULT_SHAPES = {
    Kind.WEBHOOK: ("json",),
    Kind.FOLDER: ("pdf", "json"),
    Kind.WORDPRESS: ("pdf",),
    Kind.SUPERDESK: ("pdf",),
    Kind.SMTP: ("mail",),
}
"""What goes to a place that nothing else is said about."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing for one place, and for a mail one recipient."""

    parcel: Parcel
    destination: Destination
    recipient: str | None = None
    mail: EmailMessage | None = None

    @property
    def key(self) -> str:
        """What tells this delivery from every other, in every run; the address is in it only as part of a hash."""
        parts = (
            self.destination.kind,
            self.destination.address,
            self.destination.item or "",
            self.recipient or "",
            self.parcel.key,
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @property
    def shown(self) -> str:
        """Where it goes, as it may be told."""
        return f"{self.destination.shown} ({self.recipient})" if self.recipient else self.destination.shown


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a delivery."""

    delivery: Delivery
    state: str
    """`delivered`, `already delivered` or `failed`."""
    detail: str | None = None
    """What the place calls it, or since when it is there."""
    error: ReportgenError | None = None


def plan_deliveries(
    comparison: Comparison,
    destinations: Sequence[Destination],
    stem: str,
    shapes: Sequence[str],
    options: ExportOptions,
    *,
    signer: Any = None,
) -> list[Delivery]:
    """Return what is to be sent: each shape is made once, PDF signed where there is a `signer`. Nothing is sent yet.

    `shapes` holds for every place but mail; where it is empty, each place gets what suits it. Raises UsageError
    (`sender-missing`, `recipient-missing`) for mail without either, and what making a shape raises.
    """
    seal = Seal(signer) if signer is not None else None
    made: dict[tuple[str, tuple[str, ...]], Parcel] = {}
    planned: list[Delivery] = []
    for place in destinations:
        wanted = DEFAULT_SHAPES[place.kind] if place.kind is Kind.SMTP or not shapes else shapes
        for shape in wanted:
            # One more recipient makes no other mail: who has it does not get it again.
            own = replace(options, recipients=()) if place.kind is Kind.SMTP else options
            name = (shape, own.recipients)
            if name not in made:
                made[name] = parcel(comparison, shape, stem, own, seal)
            planned += _to(place, made[name], comparison, options, seal)
    return planned


def _to(place: Destination, content: Parcel, comparison: Comparison, options: ExportOptions, seal: Seal | None) -> list[Delivery]:
    if place.kind is not Kind.SMTP:
        return [Delivery(content, place)]
    if not options.sender:
        raise UsageError("a mail needs a sender", slug="sender-missing", where=place.shown, remedy="Say it with --from.")
    if not options.recipients:
        raise UsageError(
            "a mail needs a recipient", slug="recipient-missing", where=place.shown, remedy="Say it with --recipient."
        )
    mail = _to_be_sent(comparison, options, seal)
    recipients = dict.fromkeys(mail_address(one).addr_spec for one in options.recipients)
    return [Delivery(content, place, recipient, mail) for recipient in recipients]


def _to_be_sent(comparison: Comparison, options: ExportOptions, seal: Seal | None) -> EmailMessage:
    """Return the mail as it is sent rather than filed: with the moment, and no draft."""
    heeded = ExportOptions(
        date=options.date,
        page_size=options.page_size,
        templates=options.templates,
        brief_url=options.brief_url,
        sender=options.sender,
        recipients=options.recipients,
        sign=seal.sign if seal else None,
        house=options.house,
    )
    mail = message(comparison, heeded)
    del mail["X-Unsent"]
    mail.replace_header("Date", format_datetime(datetime.now(UTC)))
    return mail


def deliver(delivery: Delivery, receipts: Receipts, patience: Patience, *, again: bool = False) -> Outcome:
    """Send one thing and keep its receipt; what has a receipt is not sent, unless `again`. No error is raised."""
    receipt = None if again else receipts.find(delivery.key)
    # In a folder one can look, and what was taken away is put back.
    if receipt is not None and (
        delivery.destination.kind is not Kind.FOLDER or folder.holds(delivery.parcel, delivery.destination, receipt.get("sha256"))
    ):
        return Outcome(delivery, "already delivered", f"on {receipt.get('at')}")
    try:
        receipts.check()
        detail = _within(patience.give_up + patience.timeout, delivery, lambda: _send(delivery, patience))
        receipts.add(delivery.key, _receipt(delivery, detail))
    except ReportgenError as error:
        return Outcome(delivery, "failed", error=error)
    return Outcome(delivery, "delivered", detail)


def _send(delivery: Delivery, patience: Patience) -> str:
    content, place = delivery.parcel, delivery.destination
    if place.kind is Kind.FOLDER:
        return str(folder.deliver(content, place))
    if place.kind is Kind.SMTP:
        if delivery.mail is None or delivery.recipient is None:
            raise AssertionError("a mail is planned with its recipient")
        return _tries(smtp.deliver(delivery.mail, delivery.recipient, place, patience))
    if place.kind is Kind.WORDPRESS:
        return f"medium {wordpress.deliver(content, place, patience)}"
    if place.kind is Kind.SUPERDESK:
        return f"attachment {superdesk.deliver(content, place, patience)}"
    answer = webhook.deliver(content, place, patience)
    return f"{answer.status}, {_tries(answer.attempts)}"


def _tries(count: int) -> str:
    return "at the first attempt" if count == 1 else f"at attempt {count}"


def _within(seconds: float, delivery: Delivery, work: Callable[[], str]) -> str:
    """Return what `work` returns, if it does within the time: a server may answer one byte at a time for ever."""
    done: list[str | BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001  (raised again where it is waited for)
            done.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not done:
        raise DeliveryError(
            "not delivered: the server did not come to an end within the time",
            slug="delivery-failed",
            where=delivery.shown,
            remedy="It may have arrived: look there before you send it again.",
        )
    if isinstance(done[0], BaseException):
        raise done[0]
    return done[0]


def _receipt(delivery: Delivery, detail: str) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "to": delivery.shown,
        "as": delivery.parcel.shape,
        "sha256": hashlib.sha256(delivery.parcel.data).hexdigest(),
        "comparison": delivery.parcel.subject,
        "answer": detail,
    }


def describe(delivery: Delivery) -> dict[str, Any]:
    """Return what would be sent, without sending it and without its secrets; what is missing for it is told now."""
    content, place = delivery.parcel, delivery.destination
    told: dict[str, Any] = {"to": delivery.shown, "as": content.shape}
    if place.kind is Kind.FOLDER:
        told["file"] = content.name
    elif delivery.mail is not None:
        told["headers"] = {name: str(value) for name, value in delivery.mail.items() if name.lower() != "content-type"}
    else:
        load_urllib3()
        told |= _describe_request(_request(content, place))
    return told | {"bytes": len(content.data), "sha256": hashlib.sha256(content.data).hexdigest()}


def _request(content: Parcel, place: Destination) -> Request:
    makers = {Kind.WEBHOOK: webhook.request, Kind.WORDPRESS: wordpress.upload, Kind.SUPERDESK: superdesk.upload}
    return makers[place.kind](content, place)


def _describe_request(request: Request) -> dict[str, Any]:
    headers = {name: "…" if name == "Authorization" else value for name, value in request.headers.items()}
    if request.sign is not None:
        # The signature tells nothing of the secret, but it would be one of another moment.
        headers |= dict.fromkeys(request.sign(), "(of the moment)") | {"webhook-id": request.sign()["webhook-id"]}
    return {"method": request.method, "headers": headers, "body_bytes": len(request.body or b"")}
