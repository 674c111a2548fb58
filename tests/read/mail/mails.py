"""Factories of mails with good defaults."""

from __future__ import annotations

from email.message import EmailMessage

RELEASE = """Ministry opens the Tolva bridge

The Ministry of Transport opened the Tolva bridge to traffic on Thursday after two years of repairs that cost 15 million euros.

"Nobody has to drive around the valley any more," Minister Ana Paz said at the opening.

The bridge carries 12,000 vehicles a day. A second lane will follow in 2026, the ministry said.
"""
COVER = "Dear colleagues,\n\nplease find attached our press release on the bridge.\n\nKind regards\nJane Doe"
HEAD = b"From: Jane Doe <jane@transport.example>\r\nMIME-Version: 1.0\r\nMessage-ID: <1@transport.example>\r\nSubject: Bridge\r\n"


def mail(text: str = RELEASE, *, subject: str = "Ministry opens the Tolva bridge", **attached: str | bytes) -> EmailMessage:
    """Return a mail with a plain text and attachments, `release_txt="…"` for a file release.txt."""
    message = EmailMessage()
    message["From"] = "Jane Doe <jane@transport.example>"
    message["To"] = "desk@paper.example"
    message["Subject"] = subject
    message["Date"] = "Thu, 13 Jun 2024 15:17:22 -0400"
    message["Message-ID"] = "<1@transport.example>"
    message.set_content(text)
    for name, content in attached.items():
        data = content.encode() if isinstance(content, str) else content
        stem, _, suffix = name.rpartition("_")
        kinds = {"txt": ("text", "plain"), "png": ("image", "png"), "html": ("text", "html"), "ics": ("text", "calendar")}
        kind, subtype = kinds.get(suffix, ("application", "octet-stream"))
        message.add_attachment(data, maintype=kind, subtype=subtype, filename=f"{stem}.{suffix}")
    return message
