"""The contrast kind `commitment`, its promises and limits."""

from __future__ import annotations

import pytest

from reportgen.label.commitment import LimitKind, PromiseKind, find, limits_promise, promise, promise_fit
from tests.readings import candidate, reading


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The government will invest £5 billion in buses.", PromiseKind.MONEY),
        ("We will help our partner defend itself and deter aggression.", PromiseKind.FORCE),
        ("The state guarantees a place for a child.", PromiseKind.BINDING),
        ("We make long-term plans.", PromiseKind.LASTING),
        ("The plan covers the entire cost.", PromiseKind.SCOPE),
        ("The board will meet.", PromiseKind.GENERAL),
    ],
)
def test_promises(text: str, kind: PromiseKind) -> None:
    """An official statement promises what its words say."""
    promised = promise(reading(text))
    assert promised is not None
    assert promised.aspects[0].kind is kind


def test_no_promise() -> None:
    """A statement that promises nothing has no promise, nor has a question, whose answer promises."""
    assert promise(reading("The weather was fine.")) is None
    assert promise(reading("We commit to paying each farmer.")) is not None
    assert promise(reading("**What do we commit to paying each farmer?**")) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It does not include any commitment to using our own forces.", LimitKind.FORCE),
        ("The pledge does not make a specific monetary pledge.", LimitKind.MONEY),
        ("It is less formal than a treaty.", LimitKind.UNBINDING),
        ("It could also be undone by future administrations.", LimitKind.REVERSIBLE),
        ("It is subject to approval by parliament.", LimitKind.CONDITION),
        ("Only players who retired early qualify.", LimitKind.SCOPE),
        ("The fund will cover up to 40 percent.", LimitKind.CAP),
        ("It comes without a timetable.", LimitKind.UNSAID),
    ],
)
def test_limits(text: str, kind: LimitKind) -> None:
    """A press statement limits what its words say, by its matter where it names one."""
    limit = limits_promise(reading(text, side="P"))
    assert limit is not None
    assert limit.kind is kind


def test_no_limit() -> None:
    """A statement that limits nothing has no limit."""
    assert limits_promise(reading("The leaders met in Rome.", side="P")) is None


@pytest.mark.parametrize(
    ("press", "expected"),
    [
        ("The pledge does not include any commitment to using our own troops.", 0),
        ("There is no new money in it.", 1),
        ("It could be undone by the next president.", 2),
    ],
)
def test_a_limit_answers_the_promise_it_is_about(press: str, expected: int) -> None:
    """Without a word in common, a limit finds the promise of its kind."""
    official = [
        "We will help our partner defend itself and deter aggression.",
        "Congress will spend $61 billion.",
        "We make long-term commitments.",
    ]
    limit = limits_promise(reading(press, side="P"))
    assert limit is not None
    fits = [promise_fit(promised, limit) for text in official if (promised := promise(reading(text)))]
    assert fits.index(max(fits)) == expected


@pytest.mark.parametrize(
    ("official", "press"),
    [
        ("The agreement makes long-term commitments.", "The agreement is not necessarily binding for future presidents."),
        ("The government will invest £5 billion in buses.", "The £5 billion for buses contains no new money."),
        ("Every household will be entitled to a free survey.", "Free surveys are limited to households on benefits."),
        ("Hauliers must fit side guards to vehicles.", "Hauliers are merely advised to fit side guards."),
        ("We are committed to keeping the Swindon plant open.", "The company refused to rule out closing the Swindon plant."),
    ],
)
def test_limited_promises(official: str, press: str) -> None:
    """A limit on what the other side promises contrasts."""
    (finding,) = find(candidate(official, press))
    assert finding.reason.startswith("The statement says “")


@pytest.mark.parametrize(
    ("official", "press"),
    [
        (
            "The United Kingdom pledges £1.6bn, subject to the approval of Parliament.",
            "Britain promised £1.6bn, provided that MPs consent.",
        ),
        ("The guidance is advisory.", "The guidance has no binding force."),
        ("Employers must give two weeks' notice.", "Employers are required to give two weeks' notice."),
        (
            "Vans will not be subsidised, except for those ordered early.",
            "Vans will not be subsidised unless they were ordered early.",
        ),
        ("No relief money has been diverted.", "No money has been diverted, the agency said."),
        (
            "The buyers must invest 90 million euros in the mine.",
            "The sale was allowed provided that the buyers invest 90 million euros in the mine.",
        ),
        ("The project will save between 20 and 30 million euros a year.", "The project will save up to 30 million euros a year."),
        ("We promise every customer a fair price.", "He spoke of a fair price, and not only for customers."),
        ("Clinics can again order every vaccine.", "Clinics are free to order vaccines once more."),
        ("We guarantee that the fund will earn a return.", "The guarantee means that the fund cannot lose money."),
    ],
)
def test_the_same_force(official: str, press: str) -> None:
    """The same promise with the same limit, in whatever words, is no contrast."""
    assert find(candidate(official, press)) == ()
