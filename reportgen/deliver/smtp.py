"""Mail by SMTP: encrypted (STARTTLS, or TLS from the first byte), tried again where the server says later."""

from __future__ import annotations

import smtplib
import ssl
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reportgen.deliver.destinations import Destination, is_loopback, secret
from reportgen.deliver.problems import DeliveryError

if TYPE_CHECKING:
    from email.message import EmailMessage

    from reportgen.deliver.posting import Patience

PASSWORD = "REPORTGEN_SMTP_PASSWORD"  # noqa: S105  (the name of the variable)
SUBMISSION = 587
"""Where mail programs hand in mail, with STARTTLS (RFC 6409)."""

SUBMISSIONS = 465
"""The same with TLS from the first byte (RFC 8314)."""

TEMPORARY = range(400, 500)
"""Answers that mean: later."""

PAUSES = (0.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds before each further attempt; the last stands for all that follow."""


def deliver(mail: EmailMessage, recipient: str, destination: Destination, patience: Patience) -> int:
    """Send a mail to one recipient; the number of attempts it took.

    Raises DeliveryError: `delivery-refused` where the server will not take it, `delivery-failed` where it could not be
    reached or asked for more time than there is, `not-encrypted` where it offers no encryption; UsageError
    (`environment-missing`) for a user without a password.
    """
    deadline = patience.clock() + patience.give_up
    attempt = 0
    while True:
        attempt += 1
        what = _attempt(mail, recipient, destination, patience.timeout)
        if what is None:
            return attempt
        pause = PAUSES[min(attempt - 1, len(PAUSES) - 1)]
        if attempt >= patience.attempts or patience.clock() + pause > deadline:
            tries = "once" if attempt == 1 else f"{attempt} times"
            raise _problem(destination, f"{what}; tried {tries}", "delivery-failed")
        patience.sleep(pause)


def _attempt(mail: EmailMessage, recipient: str, destination: Destination, timeout: float) -> str | None:
    """Return None where the mail was taken, else what went wrong for now; DeliveryError for what will not get better."""
    try:
        _send(mail, recipient, destination, timeout)
    except smtplib.SMTPResponseException as error:
        if error.smtp_code in TEMPORARY:
            return f"the server answered {error.smtp_code}"
        raise _problem(destination, f"the server answered {error.smtp_code}", "delivery-refused") from None
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        if code in TEMPORARY:
            return f"the server refused the recipient for now ({code})"
        raise _problem(destination, f"the server refused the recipient ({code})", "delivery-refused") from None
    except ssl.SSLCertVerificationError:
        raise _problem(destination, "its certificate cannot be trusted", "delivery-refused") from None
    except smtplib.SMTPNotSupportedError:
        raise _problem(destination, "the server offers no encryption, or no login", "not-encrypted") from None
    except (smtplib.SMTPException, OSError):  # the words of either may name a user
        return "no connection, or it broke off"
    return None


def _send(mail: EmailMessage, recipient: str, destination: Destination, timeout: float) -> None:
    parts = urlsplit(destination.address)
    host = parts.hostname or ""
    # Asked for first: without it there is no need to bother the server.
    password = secret(PASSWORD, "the password of the mail server") if parts.username else None
    context = ssl.create_default_context()
    if parts.scheme.lower() == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or SUBMISSIONS, timeout=timeout, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or SUBMISSION, timeout=timeout)
    with server:
        if parts.scheme.lower() == "smtp":
            server.ehlo()
            # A server on this machine may do without: nobody listens in between.
            if server.has_extn("starttls") or not is_loopback(host) or password is not None:
                server.starttls(context=context)
                server.ehlo()
        if password is not None:
            server.login(unquote(parts.username or ""), password)
        sender = mail["From"].addresses[0].addr_spec
        server.send_message(mail, from_addr=sender, to_addrs=[recipient])


def _problem(destination: Destination, what: str, slug: str) -> DeliveryError:
    remedy = {
        "delivery-refused": "Trying again will not help: check sender, recipient and what gives you access there.",
        "not-encrypted": "Mail and password would be readable on the way. Use a server with STARTTLS, or smtps://.",
        "delivery-failed": "Nothing is lost: the same command tries again and repeats nothing that arrived.",
    }[slug]
    return DeliveryError(f"not delivered: {what}", slug=slug, where=destination.shown, remedy=remedy)
