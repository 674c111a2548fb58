"""`reportgen verify`: whether a signed brief is as it was signed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.console import write_data, write_text
from reportgen.cli.options import console_options
from reportgen.errors import ReadError
from reportgen.read.sources import load
from reportgen.signing import Signature, read_signatures

if TYPE_CHECKING:
    from reportgen.cli.console import Console

FAILED = 1


@click.command()
@click.argument("file", metavar="FILE.pdf")
@click.option(
    "--trust",
    "trusted",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="CERTIFICATE",
    help="A certificate (.pem, .crt, .cer) trusted to vouch for the signer. May be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Write what was found to standard output as JSON.")
@console_options
@click.pass_obj
def command(console: Console, /, file: str, *, trusted: tuple[Path, ...], as_json: bool) -> int:
    """Check the signatures of a brief: exit with 0 where the file is as it was signed, with 1 where it is not.

    Nothing is fetched. Without --trust the check is whether the file was changed since; who signed it is then only what the
    certificate says of itself. With it, the signer has to be vouched for.

    \b
    reportgen verify brief.pdf
    reportgen verify brief.pdf --trust newsroom-ca.pem
    """
    data, name = load(file)
    found = read_signatures(data, [load(path)[0] for path in trusted], where=name)
    if not found:
        raise ReadError("the file is not signed", slug="not-signed", where=name, remedy="Sign it with `render --sign KEY.p12`.")
    if as_json:
        write_data((json.dumps([_as_data(one) for one in found], ensure_ascii=False, indent=1) + "\n").encode())
    else:
        write_text("\n".join(line for one in found for line in _lines(one)))
    # A later signature may cover what an earlier one does not: the last one has to cover everything.
    good = all(one.intact and one.trusted is not False for one in found) and found[-1].whole
    console.say(f"{name}: {'as it was signed' if good else 'DO NOT RELY ON THIS FILE'}.")
    return 0 if good else FAILED


def _lines(one: Signature) -> list[str]:
    moment = one.signed.isoformat(timespec="seconds") if one.signed else "not told"
    trust = {None: "not checked: name a certificate with --trust", True: "vouched for", False: "NOT vouched for"}[one.trusted]
    return [
        f"Signature of {one.signer}",
        f"  certificate  {one.fingerprint}",
        f"  signed       {moment}, by the signer's clock",
        f"  content      {'unchanged' if one.intact else 'CHANGED since it was signed'}",
        f"  covers       {'the whole file' if one.whole else 'NOT the whole file: something was added since'}",
        f"  signer       {trust}",
    ]


def _as_data(one: Signature) -> dict[str, Any]:
    return {
        "signer": one.signer,
        "certificate_sha256": one.fingerprint,
        "signed": one.signed.isoformat() if one.signed else None,
        "intact": one.intact,
        "whole": one.whole,
        "trusted": one.trusted,
    }
