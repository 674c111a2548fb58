"""`reportgen deliver`: a comparison sent to where it is used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.comparisons import read_comparison
from reportgen.cli.console import write_data, write_text
from reportgen.cli.export import EXPORT_OPTIONS, export_options, take_export_options
from reportgen.cli.options import console_options, sign_option
from reportgen.cli.outputs import default_stem, open_key_store
from reportgen.cli.userconfig import user_config
from reportgen.deliver.delivery import DEFAULT_SHAPES, Delivery, Outcome, deliver, describe, plan_deliveries
from reportgen.deliver.destinations import Kind, destination
from reportgen.deliver.parcel import SHAPES
from reportgen.deliver.posting import Patience
from reportgen.deliver.receipts import Receipts, default_folder
from reportgen.deliver.webhook import SECRET, is_signed
from reportgen.errors import UsageError
from reportgen.export.registry import OPTION_NAMES, TARGETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportgen.cli.console import Console
    from reportgen.deliver.destinations import Destination
    from reportgen.export import ExportOptions

FAILED = 1


@click.command()
@click.argument("comparison", metavar="COMPARISON.json")
@click.option(
    "--to",
    "places",
    multiple=True,
    required=True,
    metavar="PLACE",
    help="https://… (a webhook), smtp://[user@]server, smtps://…, wordpress+https://site, superdesk+https://server/api, "
    "a folder, or env:NAME for any of them in an environment variable. May be repeated.",
)
@click.option(
    "--as",
    "shapes",
    multiple=True,
    type=click.Choice(SHAPES),
    metavar="SHAPE",
    help="What is sent, for all but mail: a format of the brief, or a target of `export`  [default: json to a webhook, pdf to a "
    "CMS, both to a folder]. May be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Print what would be sent, and send nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON what was, or would be, sent.")
@click.option("--again", is_flag=True, help="Send also what was delivered before.")
@click.option("--attempts", type=click.IntRange(1, 20), default=5, show_default=True, help="How often each is tried.")
@click.option(
    "--give-up-after",
    type=click.FloatRange(1, 3600),
    default=120,
    show_default=True,
    metavar="SECONDS",
    help="How long each is tried, all attempts together.",
)
@sign_option
@export_options
@console_options
@click.pass_obj
def command(
    console: Console,
    /,
    comparison: str,
    *,
    places: tuple[str, ...],
    shapes: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
    again: bool,
    attempts: int,
    give_up_after: float,
    sign: Path | None,
    **options: Any,
) -> int:
    """Send a comparison, as brief or as data, to where it is used.

    COMPARISON.json is what `compare -o brief.json` wrote, or - for standard input. What was delivered once is not sent again;
    what fails is tried again, with growing pauses, and then told. Secrets are read from the environment only:
    REPORTGEN_WEBHOOK_SECRET, REPORTGEN_SMTP_PASSWORD, REPORTGEN_WORDPRESS_USER and _PASSWORD, REPORTGEN_SUPERDESK_TOKEN.

    \b
    reportgen deliver brief.json --to https://desk.example.org/hooks/briefs
    reportgen deliver brief.json --to env:SLACK_WEBHOOK --as slack
    reportgen deliver brief.json --to smtp://mail.example.org --from desk@example.org --recipient editor@example.org
    """
    destinations = [destination(place) for place in places]
    chosen = take_export_options({name: options[name] for name in EXPORT_OPTIONS}, user_config(console), has_pages=True)
    _check_options(chosen, shapes, mail=any(place.kind is Kind.SMTP for place in destinations))
    signer = _open_key(sign, destinations, shapes, console)
    read = read_comparison(comparison)
    with console.status("Making what is to be sent …"):
        planned = plan_deliveries(read, destinations, default_stem([comparison]), shapes, chosen, signer=signer)
    if any(one.destination.kind is Kind.WEBHOOK for one in planned) and not is_signed():
        console.say(f"The webhook is not signed: {SECRET} is not set.")
    if dry_run:
        _tell_plan(planned, as_json=as_json)
        return 0
    patience = Patience(attempts=attempts, timeout=min(20.0, give_up_after), give_up=give_up_after)
    outcomes = []
    for one in planned:
        with console.status(f"Delivering to {one.shown} …"):
            outcome = deliver(one, Receipts(default_folder()), patience, again=again)
        outcomes.append(outcome)
        _tell(outcome, console)
    if as_json:
        write_data((json.dumps([_as_data(one) for one in outcomes], ensure_ascii=False, indent=1) + "\n").encode())
    return FAILED if any(one.error for one in outcomes) else 0


def _check_options(options: ExportOptions, shapes: Sequence[str], *, mail: bool) -> None:
    """Raise UsageError (`option-without-effect`) for an option none of what is sent can heed."""
    heeded = {"date", "page_size", "templates"}.union(*(TARGETS[shape].takes for shape in shapes if shape in TARGETS))
    heeded |= TARGETS["mail"].takes if mail else set()
    for name, option in OPTION_NAMES.items():
        if getattr(options, name) != getattr(type(options)(), name) and name not in heeded:
            raise UsageError(f"{option} means nothing for what is sent", slug="option-without-effect", remedy="Leave it out.")


def _open_key(key: Path | None, places: Sequence[Destination], shapes: Sequence[str], console: Console) -> Any:
    """Return the key PDFs are signed with, None where none is wished. Raises UsageError (`option-without-effect`) without any."""
    if key is None:
        return None
    sent = {
        shape for place in places for shape in (shapes if shapes and place.kind is not Kind.SMTP else DEFAULT_SHAPES[place.kind])
    }
    if not sent & {"pdf", "mail"}:
        raise UsageError("--sign is for PDF, and none is sent", slug="option-without-effect", remedy="Add --as pdf.")
    return open_key_store(key, console)


def _tell(outcome: Outcome, console: Console) -> None:
    if outcome.error is not None:
        console.complain(f"reportgen: {outcome.error}")
        return
    detail = f" ({outcome.detail})" if outcome.detail else ""
    console.say(f"{outcome.state.capitalize()}: {outcome.delivery.parcel.name} to {outcome.delivery.shown}{detail}")


def _tell_plan(planned: Sequence[Delivery], *, as_json: bool) -> None:
    told = [describe(one) for one in planned]
    if as_json:
        write_data((json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
        return
    write_text("\n\n".join("\n".join(_plan_lines(one)) for one in told))


def _plan_lines(told: dict[str, Any]) -> list[str]:
    head = f"{told['method']} " if "method" in told else ""
    lines = [f"{head}{told['to']}, as {told['as']}"]
    lines += [f"  {name}: {value}" for name, value in told.get("headers", {}).items()]
    lines += [f"  file: {told['file']}"] if "file" in told else []
    return [*lines, f"  {told['bytes']:,} bytes, SHA-256 {told['sha256']}"]


def _as_data(outcome: Outcome) -> dict[str, Any]:
    one = outcome.delivery
    told: dict[str, Any] = {"to": one.shown, "as": one.parcel.shape, "state": outcome.state, "detail": outcome.detail}
    return told | ({"error": outcome.error.slug, "what": outcome.error.what} if outcome.error else {})
