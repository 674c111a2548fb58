"""Mail through a real mail server."""

from __future__ import annotations

import email
import email.policy
import socket
import ssl
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from reportgen.deliver.destinations import destination
from reportgen.deliver.problems import DeliveryError
from reportgen.deliver.smtp import PASSWORD, deliver
from reportgen.errors import ReportgenError
from reportgen.export import ExportOptions
from reportgen.export.mail import message
from tests.brief.samples import single
from tests.certificates import authority, issued

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from reportgen.deliver.posting import Patience

controller = pytest.importorskip("aiosmtpd.controller", reason="aiosmtpd is in reportgen[test]")
smtp = pytest.importorskip("aiosmtpd.smtp")


@dataclass
class Mailbox:
    """Answers by a script, and keeps what it takes."""

    answers: list[str] = field(default_factory=lambda: ["250 OK"])
    recipients: list[list[str]] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Refuse who is not known, and put off who is busy."""
        del server, session, options
        if address.startswith("nobody"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Give the next answer; keep the mail where it is a good one."""
        del server
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer.startswith("250"):
            self.recipients.append(list(envelope.rcpt_tos))
            self.mails.append(envelope.content)
            self.encrypted.append(session.ssl is not None)
        return answer


@pytest.fixture
def context(tmp_path: Path) -> ssl.SSLContext:
    """Return the server's side of TLS."""
    identity = issued("mail", server=True)
    (tmp_path / "server.pem").write_bytes(identity.key_pem + identity.pem)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(tmp_path / "server.pem")
    return made


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine trust the test's authority."""
    (tmp_path / "authority.pem").write_bytes(authority().pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


@contextmanager
def mail_server(box: Mailbox, **options: Any) -> Iterator[str]:
    """Run a mail server while the block runs; yields its server and port."""
    made = controller.Controller(box, hostname="127.0.0.1", port=_free_port(), ready_timeout=20, **options)
    made.start()
    try:
        yield f"127.0.0.1:{made.port}"
    finally:
        made.stop()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@cache
def mail() -> EmailMessage:
    """Return a mail."""
    return message(single(), ExportOptions(sender="desk@example.org", recipients=("editor@example.org",)))


@pytest.mark.usefixtures("trusted")
def test_it_goes_encrypted(context: ssl.SSLContext, patience: Patience) -> None:
    """The mail arrives as it was made, by STARTTLS, for the recipient it is for."""
    box = Mailbox()
    with mail_server(box, tls_context=context, require_starttls=True) as server:
        assert deliver(mail(), "editor@example.org", destination(f"smtp://{server}"), patience) == 1
    assert box.encrypted == [True]
    assert box.recipients == [["editor@example.org"]]
    arrived = email.message_from_bytes(box.mails[0], policy=email.policy.default)
    assert arrived["Message-ID"] == mail()["Message-ID"]
    assert [part.get_filename() for part in arrived.iter_attachments()] == ["brief.pdf", "comparison.json"]  # type: ignore[attr-defined]


@pytest.mark.usefixtures("trusted")
def test_tls_from_the_first_byte(context: ssl.SSLContext, patience: Patience) -> None:
    """smtps:// begins encrypted."""
    box = Mailbox()
    with mail_server(box, ssl_context=context) as server:
        deliver(mail(), "editor@example.org", destination(f"smtps://{server}"), patience)
    assert len(box.mails) == 1


def test_a_certificate_nobody_vouches_for(context: ssl.SSLContext, patience: Patience) -> None:
    """A server with a certificate that this machine does not trust gets neither mail nor password."""
    box = Mailbox()
    with mail_server(box, tls_context=context) as server, pytest.raises(DeliveryError, match="certificate") as caught:
        deliver(mail(), "editor@example.org", destination(f"smtp://{server}"), patience)
    assert box.mails == []
    assert caught.value.slug == "delivery-refused"


def test_no_encryption_no_password(monkeypatch: pytest.MonkeyPatch, patience: Patience) -> None:
    """A password is not sent to a server without encryption; on this machine a mail without one is."""
    monkeypatch.setenv(PASSWORD, "hush")
    box = Mailbox()
    with mail_server(box) as server:
        with pytest.raises(DeliveryError) as caught:
            deliver(mail(), "editor@example.org", destination(f"smtp://desk@{server}"), patience)
        assert caught.value.slug == "not-encrypted"
        deliver(mail(), "editor@example.org", destination(f"smtp://{server}"), patience)
    assert box.encrypted == [False]


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(("password", "answer"), [("hush", None), ("other-hush", "535")])
def test_who_logs_in(
    password: str,
    answer: str | None,
    context: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
    patience: Patience,
) -> None:
    """The user stands in the address, the password in the environment; a wrong one is told without it."""
    monkeypatch.setenv(PASSWORD, password)
    box = Mailbox()

    def check(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> Any:
        del server, session, envelope, mechanism
        good = (given.login, given.password) == (b"desk", b"hush")
        return smtp.AuthResult(success=good, handled=False)

    with mail_server(box, tls_context=context, authenticator=check, auth_required=True) as server:
        place = destination(f"smtp://desk@{server}")
        if answer is None:
            deliver(mail(), "editor@example.org", place, patience)
        else:
            with pytest.raises(DeliveryError, match=answer) as caught:
                deliver(mail(), "editor@example.org", place, patience)
            assert "hush" not in str(caught.value)
    assert bool(box.mails) == (answer is None)


def test_the_password_is_missing(patience: Patience) -> None:
    """The variable is named, before the server is bothered."""
    with pytest.raises(ReportgenError, match=PASSWORD):
        deliver(mail(), "editor@example.org", destination("smtp://desk@127.0.0.1:9"), patience)


def test_later_means_later(patience: Patience, pauses: list[float]) -> None:
    """An answer of 4xx is tried again, the same mail under the same name; one of 5xx is not."""
    box = Mailbox(["451 greylisted", "421 busy", "250 OK"])
    with mail_server(box) as server:
        assert deliver(mail(), "editor@example.org", destination(f"smtp://{server}"), patience) == 3
        assert len(box.mails) == 1
        assert pauses == [0.0, 2.0]
        box.answers = ["554 no"]
        with pytest.raises(DeliveryError, match="554") as caught:
            deliver(mail(), "editor@example.org", destination(f"smtp://{server}"), patience)
        assert caught.value.slug == "delivery-refused"
        box.answers = ["451 greylisted"]
        with pytest.raises(DeliveryError, match="tried 4 times"):
            deliver(mail(), "editor@example.org", destination(f"smtp://{server}"), patience)


def test_nobody_there(patience: Patience) -> None:
    """A recipient the server does not know, and a server that is not there, are told."""
    with mail_server(Mailbox()) as server, pytest.raises(DeliveryError, match=r"recipient \(550\)"):
        deliver(mail(), "nobody@example.org", destination(f"smtp://{server}"), patience)
    with pytest.raises(DeliveryError, match="no connection"):
        deliver(mail(), "editor@example.org", destination("smtp://127.0.0.1:9"), replace(patience, timeout=1.0))
