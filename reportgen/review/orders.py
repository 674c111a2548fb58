"""What the page asks for, checked: an order names a pair as the editor saw it and what it should become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.model import Action, Comparison, ContrastKind, Label, Pair, Strength
from reportgen.review.pairing import Wanted, kinds_of, strength_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_NOTE = 4000
"""Characters of a note, about 650 words."""

MAX_NAME = 80
"""Characters of a reviewer's name."""

MAX_STATEMENTS = 200
"""Statements of one side of a pair made by hand."""

MAX_ORDERS = 20_000
"""Orders at once, "confirm all shown": more than a comparison has pairs."""

LINKED = (Label.MATCHED, Label.CONTRASTING)


class OrderError(Exception):
    """An order that cannot be carried out; the text tells the editor why."""


class ConflictError(Exception):
    """An order about a pair that has changed since the editor saw it."""


@dataclass(frozen=True, slots=True)
class Order:
    """One thing to decide."""

    action: Action
    report: str
    pair: str
    version: int
    """The entry of the log that touched the pair last, as the page knew it."""
    label: Label | None = None
    kinds: tuple[ContrastKind, ...] = ()
    strength: Strength | None = None
    parts: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    """The statements of both sides: one part for other partners, several for a split."""
    note: str | None = None


def parse_orders(value: Any) -> list[Order]:
    """Return the orders of a request; OrderError where they are not well formed."""
    if not isinstance(value, list) or not 0 < len(value) <= MAX_ORDERS:
        raise OrderError("There is nothing to decide.")
    return [_parse(item) for item in value]


def _parse(item: Any) -> Order:
    if not isinstance(item, dict):
        raise OrderError("The order is not well formed.")
    try:
        return Order(
            action=Action(item["action"]),
            report=_text(item["report"]),
            pair=_text(item["pair"]),
            version=_whole(item["version"]),
            label=Label(item["label"]) if item.get("label") is not None else None,
            kinds=tuple(dict.fromkeys(map(ContrastKind, item.get("kinds") or ()))),
            strength=Strength(item["strength"]) if item.get("strength") is not None else None,
            parts=tuple((_ids(part["official"]), _ids(part["press"])) for part in item.get("parts") or ()),
            note=parse_note(item.get("note")),
        )
    except (KeyError, ValueError, TypeError):
        raise OrderError("The order is not well formed.") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _ids(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_STATEMENTS:
        raise TypeError
    return tuple(dict.fromkeys(map(_text, value)))


def parse_note(value: Any) -> str | None:
    """Return a note without white space around it, None for an empty one; OrderError for one that is too long."""
    if value is None:
        return None
    note = _text(value).encode("utf-8", "replace").decode().strip()
    if len(note) > MAX_NOTE:
        raise OrderError(f"The note has {len(note):,} characters; {MAX_NOTE:,} fit.")
    return note or None


def parse_name(value: Any, default: str) -> str:
    """Return a reviewer's name in one line, `default` where none is given."""
    if not isinstance(value, str):
        return default
    return " ".join(value.encode("utf-8", "replace").decode().split())[:MAX_NAME] or default


def carry_out(order: Order, pair: Pair, comparison: Comparison) -> tuple[Action, list[Wanted]]:
    """Return what an order does to a pair: the action as it is remembered, and what is wanted in its place.

    An order for what already is confirms it. Raises OrderError for what no pair can become.
    """
    wanted = _WANTED[order.action](order, pair, comparison)
    same = Wanted(pair.label, pair.official, pair.press, kinds_of(pair), strength_of(pair))
    action = order.action
    if wanted == [same] and action is not Action.NOTED and not order.note:
        action = Action.CONFIRMED
    return action, wanted


def _same(_order: Order, pair: Pair, _comparison: Comparison) -> list[Wanted]:
    return [Wanted(pair.label, pair.official, pair.press, kinds_of(pair), strength_of(pair))]


def _noted(order: Order, pair: Pair, comparison: Comparison) -> list[Wanted]:
    if not order.note:
        raise OrderError("The note is empty.")
    return _same(order, pair, comparison)


def _relabelled(order: Order, pair: Pair, _comparison: Comparison) -> list[Wanted]:
    if order.label is None:
        raise OrderError("The order names no label.")
    is_linked = pair.label in LINKED
    if order.label in LINKED:
        if not is_linked:
            raise OrderError("A statement alone needs a partner first: press r and click it.")
        return [_linked(order, pair, pair.official, pair.press)]
    if is_linked:
        return []
    if order.label is not pair.label:
        raise OrderError(f"A statement of this side cannot be {order.label.value}.")
    return [Wanted(pair.label, pair.official, pair.press)]


def _rejected(_order: Order, pair: Pair, _comparison: Comparison) -> list[Wanted]:
    if pair.label not in LINKED:
        raise OrderError("A statement alone has no partner to be taken from. Press r to give it one.")
    return []


def _paired(order: Order, pair: Pair, comparison: Comparison) -> list[Wanted]:
    if len(order.parts) != 1:
        raise OrderError("The order names no partners.")
    official, press = _in_order(order.parts[0], pair.report, comparison)
    return [_linked(order, pair, official, press)]


def _split(order: Order, pair: Pair, comparison: Comparison) -> list[Wanted]:
    if len(order.parts) < 2:
        raise OrderError("A split has two parts or more.")
    parts = [_in_order(part, pair.report, comparison) for part in order.parts]
    if len(set(parts)) != len(parts):
        raise OrderError("Two parts of the split are the same.")
    held = {key for official, press in parts for key in (*official, *press)}
    if held != {*pair.official, *pair.press}:
        raise OrderError("The parts of a split have the statements of the pair, no more and no fewer.")
    return [_linked(order, pair, official, press) for official, press in parts]


def _linked(order: Order, pair: Pair, official: tuple[str, ...], press: tuple[str, ...]) -> Wanted:
    """Return a pair with partners; label and kinds not named are those it has."""
    label = order.label or (pair.label if pair.label in LINKED else Label.MATCHED)
    if label not in LINKED:
        raise OrderError("A pair with partners is matched or contrasting.")
    if label is Label.MATCHED:
        return Wanted(label, official, press)
    kinds = order.kinds or kinds_of(pair)
    if not kinds:
        raise OrderError("A contrast has a kind: press a digit from 1 to 7.")
    strength = order.strength or (strength_of(pair) if kinds == kinds_of(pair) else None) or Strength.CLEAR
    return Wanted(label, official, press, kinds, strength, order.note)


def _in_order(
    part: tuple[tuple[str, ...], tuple[str, ...]], report: str, comparison: Comparison
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return both sides of a part in the order of the texts; OrderError for an empty side or a statement that is not there."""
    sides = []
    for ids, document in zip(part, (comparison.official, comparison.document(report)), strict=True):
        known = document.statements_by_id
        if not ids:
            raise OrderError("A pair needs at least one statement of each side.")
        if any(key not in known for key in ids):
            raise OrderError("There is no such statement.")
        sides.append(tuple(sorted(ids, key=lambda key: known[key].start)))
    return sides[0], sides[1]


_WANTED: dict[Action, Callable[[Order, Pair, Comparison], list[Wanted]]] = {
    Action.CONFIRMED: _same,
    Action.NOTED: _noted,
    Action.RELABELLED: _relabelled,
    Action.REJECTED: _rejected,
    Action.PAIRED: _paired,
    Action.SPLIT: _split,
}


def check_actions(orders: Sequence[Order]) -> None:
    """Raise OrderError where several orders at once are more than confirmations."""
    if any(order.action not in _WANTED for order in orders):
        raise OrderError("This cannot be ordered so.")
    if len(orders) > 1 and any(order.action is not Action.CONFIRMED for order in orders):
        raise OrderError("Only confirmations can be given together.")
