"""Letters of a page: its content run through, each letter with its place, size and direction."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NameObject, StreamObject

from reportgen.read.pdf.structure import NONE, Structure
from reportgen.read.pdf.typefaces import MAX_TYPEFACES, Typeface, letters_of, typeface_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PageObject

    from reportgen.read.pdf.structure import Element

MAX_STEPS = 25_000_000
"""All pages together have at most so many steps of drawing and letters; a page of a newspaper has 30,000."""
MAX_LETTERS = 200_000
"""A page shows at most so many letters; each takes 400 bytes and its time until it is a word of a line."""
MAX_FORMS = 2_000
"""A page draws at most so many forms inside forms."""
MAX_DEPTH = 12
"""Forms stand in forms at most so deep, marks in marks and saved states beyond ten times as deep are left out."""

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class TooMuchError(Exception):
    """The file asks for more steps than any document has."""


class Letter(NamedTuple):
    """What one code of a string draws."""

    text: str
    """Mostly one letter; empty for a code whose letters were told with an earlier one."""
    x: float
    y: float
    """The foot of the letter on its line, in points of the page."""
    end_x: float
    end_y: float
    """Where the next letter begins, if nothing moves it."""
    size: float
    face: Typeface
    tag: str
    """What the file says it belongs to: `P`, `H1`, `LI`…; empty where it says nothing."""
    is_artifact: bool
    """Whether the file calls it decoration of the page."""
    element: int = 0
    """The number of the paragraph the file says it belongs to, 0 where it says nothing."""


@dataclass(slots=True)
class Budget:
    """What is left of the steps a whole file may take."""

    steps: int = MAX_STEPS

    def take(self, steps: int) -> None:
        """Take steps off; TooMuchError where none are left."""
        self.steps -= steps
        if self.steps < 0:
            raise TooMuchError


@dataclass(slots=True)
class PageLetters:
    """All that was found on one page."""

    letters: list[Letter] = field(default_factory=list)
    pictures: int = 0


@dataclass(slots=True)
class _State:
    """The part of the drawing state that letters depend on."""

    matrix: Matrix = _IDENTITY
    face: Typeface | None = None
    size: float = 12.0
    letter_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def copy(self) -> _State:
        return _State(
            self.matrix, self.face, self.size, self.letter_space, self.word_space, self.scale, self.leading, self.rise, self.mode
        )


class _Mark(NamedTuple):
    """A stretch of content the file has marked."""

    tag: str
    is_artifact: bool
    actual: str | None
    """The text the stretch stands for, where the file says it."""
    element: Element = NONE


@dataclass(slots=True)
class Interpreter:
    """Runs through the content of pages of one file; typefaces are kept from page to page."""

    structure: Structure = field(default_factory=Structure)
    budget: Budget = field(default_factory=Budget)
    typefaces: dict[object, Typeface] = field(default_factory=dict)

    def letters(self, page: PageObject) -> PageLetters:
        """Return the letters of a page in the order in which they are drawn."""
        found = PageLetters()
        contents = page.get_contents()
        if contents is not None:
            contents.forced_encoding = "bytes"
            resources = _dictionary(page.get("/Resources"))
            _Run(self, found, elements=self.structure.elements_of(page)).run(contents, resources, _State())
        return found

    def typeface(self, resources: DictionaryObject, name: object) -> Typeface:
        """Return the typeface under a name of the resources."""
        fonts = _dictionary(resources.get("/Font"))
        resource = fonts.raw_get(name) if name in fonts else None
        key: object = getattr(resource, "idnum", None) or id(resource)
        face = self.typefaces.get(key)
        if face is None:
            face = typeface_of(resource if len(self.typefaces) < MAX_TYPEFACES else None)
            self.typefaces[key] = face
        return face


@dataclass(slots=True)
class _Run:
    """One page being run through."""

    interpreter: Interpreter
    found: PageLetters
    forms: int = 0
    open_forms: set[int] = field(default_factory=set)
    marks: list[_Mark] = field(default_factory=list)
    elements: Any = ()
    """The elements of the page's or form's stretches, by their marks."""
    told: bool = False
    """Whether the text the innermost mark stands for has been told."""
    resources: DictionaryObject = field(default_factory=DictionaryObject)
    state: _State = field(default_factory=_State)
    saved: list[_State] = field(default_factory=list)
    text: Matrix = _IDENTITY
    line: Matrix = _IDENTITY

    def run(self, contents: ContentStream, resources: DictionaryObject, state: _State) -> None:
        """Take every operation of a page or form."""
        outer = (self.resources, self.state, self.saved, self.text, self.line)
        self.resources, self.state, self.saved = resources, state, []
        operations = contents.operations
        self.interpreter.budget.take(len(operations))
        for operands, operator in operations:
            step = _STEPS.get(operator)
            if step is not None:
                try:
                    step(self, operands)
                except (IndexError, TypeError, ValueError, KeyError, AttributeError, OverflowError, ArithmeticError):
                    continue  # operands that are missing or of the wrong kind: the step is left out, as viewers do
        self.resources, self.state, self.saved, self.text, self.line = outer

    # Each of the following is one operator of ISO 32000-2, annex A.

    def save(self, _: list[Any]) -> None:
        if len(self.saved) < 10 * MAX_DEPTH:
            self.saved.append(self.state.copy())

    def restore(self, _: list[Any]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def concatenate(self, operands: list[Any]) -> None:
        self.state.matrix = _product(_matrix(operands), self.state.matrix)

    def begin_text(self, _: list[Any]) -> None:
        self.text = self.line = _IDENTITY

    def set_face(self, operands: list[Any]) -> None:
        self.state.face = self.interpreter.typeface(self.resources, operands[0])
        self.state.size = _number(operands[1])

    def set_letter_space(self, operands: list[Any]) -> None:
        self.state.letter_space = _number(operands[0])

    def set_word_space(self, operands: list[Any]) -> None:
        self.state.word_space = _number(operands[0])

    def set_scale(self, operands: list[Any]) -> None:
        self.state.scale = _number(operands[0]) / 100

    def set_leading(self, operands: list[Any]) -> None:
        self.state.leading = _number(operands[0])

    def set_rise(self, operands: list[Any]) -> None:
        self.state.rise = _number(operands[0])

    def set_mode(self, operands: list[Any]) -> None:
        self.state.mode = int(operands[0])

    def move(self, operands: list[Any]) -> None:
        self.line = self.text = _product((1.0, 0.0, 0.0, 1.0, _number(operands[0]), _number(operands[1])), self.line)

    def move_with_leading(self, operands: list[Any]) -> None:
        self.state.leading = -_number(operands[1])
        self.move(operands)

    def place(self, operands: list[Any]) -> None:
        self.line = self.text = _matrix(operands)

    def next_line(self, _: list[Any]) -> None:
        self.move([0.0, -self.state.leading])

    def show(self, operands: list[Any]) -> None:
        string = operands[0]
        if isinstance(string, bytes):
            self._draw(string)
        elif isinstance(string, str) and not isinstance(string, NameObject):
            self._draw(string.encode("latin-1", "replace"))

    def show_on_next_line(self, operands: list[Any]) -> None:
        self.next_line([])
        self.show(operands)

    def show_on_next_line_with_spaces(self, operands: list[Any]) -> None:
        self.state.word_space, self.state.letter_space = _number(operands[0]), _number(operands[1])
        self.next_line([])
        self.show(operands[2:])

    def show_spaced(self, operands: list[Any]) -> None:
        pieces = operands[0]
        self.interpreter.budget.take(len(pieces))
        for piece in pieces:
            if isinstance(piece, (int, float)):
                self._advance(-float(piece) / 1000 * self.state.size * self.state.scale)
            else:
                self.show([piece])

    def begin_mark(self, operands: list[Any]) -> None:
        self._begin_mark(str(operands[0]), DictionaryObject())

    def begin_mark_with_properties(self, operands: list[Any]) -> None:
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, NameObject):
            named = _dictionary(self.resources.get("/Properties"))
            properties = named.get(properties)
        self._begin_mark(str(operands[0]), _dictionary(properties))

    def _begin_mark(self, name: str, properties: DictionaryObject) -> None:
        outer = self.marks[-1] if self.marks else _Mark("", is_artifact=False, actual=None)
        name = name.removeprefix("/")
        tag = self.interpreter.structure.roles.get(name, name)
        actual = properties.get("/ActualText")
        text = _text_of(actual)
        element = self.interpreter.structure.element(self.elements, properties.get("/MCID"))
        self.marks.append(
            _Mark(
                outer.tag if tag in ("Span", "Artifact", "Link", "OC") and outer.tag else tag,
                outer.is_artifact or tag == "Artifact",
                text if text is not None else outer.actual,
                element if element is not NONE else outer.element,
            )
        )
        if text is not None:
            self.told = False

    def end_mark(self, _: list[Any]) -> None:
        if self.marks:
            self.marks.pop()

    def count_picture(self, _: object) -> None:
        self.found.pictures += 1

    def draw_object(self, operands: list[Any]) -> None:
        resource = _dictionary(self.resources.get("/XObject")).get(operands[0])
        drawn = resource.get_object() if resource is not None else None
        if not isinstance(drawn, StreamObject):
            return
        kind = drawn.get("/Subtype")
        if kind == "/Image":
            self.found.pictures += 1
        elif kind == "/Form" and id(drawn) not in self.open_forms:
            self._draw_form(drawn)

    def _draw_form(self, form: StreamObject) -> None:
        self.forms += 1
        if self.forms > MAX_FORMS or len(self.open_forms) >= MAX_DEPTH:
            return
        state = self.state.copy()
        with suppress(TypeError, ValueError):
            state.matrix = _product(_matrix(list(form.get("/Matrix", _IDENTITY))), state.matrix)
        contents = form if isinstance(form, ContentStream) else ContentStream(form, None, "bytes")
        marks, elements = len(self.marks), self.elements
        self.elements = self.interpreter.structure.elements_of(form)
        self.open_forms.add(id(form))
        try:
            self.run(contents, _dictionary(form.get("/Resources")) or self.resources, state)
        finally:
            self.open_forms.discard(id(form))
            self.elements = elements
            del self.marks[marks:]

    def _draw(self, string: bytes) -> None:
        """Put down the letters of a string, one after the other."""
        state = self.state
        face = state.face
        if face is None:
            return
        if len(self.found.letters) + len(string) > MAX_LETTERS:
            raise TooMuchError
        self.interpreter.budget.take(len(string))
        a, b, c, d, e, f = _product(self.text, state.matrix)
        size = abs(state.size) * math.hypot(c, d)
        mark = self.marks[-1] if self.marks else None
        tag, is_artifact = (mark.element.tag or mark.tag, mark.is_artifact) if mark else ("", False)
        element = mark.element.number if mark else 0
        e, f = e + state.rise * c, f + state.rise * d
        at = 0.0
        append = self.found.letters.append
        for text, width, is_space in face.decode(string):
            step = (width * state.size + state.letter_space + (state.word_space if is_space else 0.0)) * state.scale
            after = at + step
            if mark is not None and mark.actual is not None:
                text, self.told = ("" if self.told else mark.actual), True  # noqa: PLW2901  (it stands for the letters)
            append(Letter(text, e + at * a, f + at * b, e + after * a, f + after * b, size, face, tag, is_artifact, element))
            at = after
        self._advance(at)

    def _advance(self, distance: float) -> None:
        a, b, c, d, e, f = self.text
        self.text = (a, b, c, d, e + distance * a, f + distance * b)


_STEPS: dict[bytes, Callable[[_Run, list[Any]], None]] = {
    b"q": _Run.save, b"Q": _Run.restore, b"cm": _Run.concatenate, b"BT": _Run.begin_text, b"Tf": _Run.set_face,
    b"Tc": _Run.set_letter_space, b"Tw": _Run.set_word_space, b"Tz": _Run.set_scale, b"TL": _Run.set_leading,
    b"Ts": _Run.set_rise, b"Tr": _Run.set_mode, b"Td": _Run.move, b"TD": _Run.move_with_leading, b"Tm": _Run.place,
    b"T*": _Run.next_line, b"Tj": _Run.show, b"'": _Run.show_on_next_line, b'"': _Run.show_on_next_line_with_spaces,
    b"TJ": _Run.show_spaced, b"BMC": _Run.begin_mark, b"BDC": _Run.begin_mark_with_properties, b"EMC": _Run.end_mark,
    b"Do": _Run.draw_object, b"INLINE IMAGE": _Run.count_picture,
}  # fmt: skip


def _product(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does `one` first and then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (_number(operand) for operand in operands[-6:])
    return a, b, c, d, e, f


def _number(operand: Any) -> float:
    """Return an operand as a number no larger than any page; ValueError for what is none."""
    value = float(operand)
    if not math.isfinite(value):
        raise ValueError(value)
    return max(-1e7, min(1e7, value))


def _dictionary(value: Any) -> DictionaryObject:
    resolved = value.get_object() if hasattr(value, "get_object") else value
    return resolved if isinstance(resolved, DictionaryObject) else DictionaryObject()


def _text_of(value: Any) -> str | None:
    """Return the letters of a text string of the file, which may come as bytes; None where there is none."""
    if value is None or isinstance(value, ArrayObject):
        return None
    if isinstance(value, bytes):
        value = value[2:].decode("utf-16-be", "replace") if value[:2] == b"\xfe\xff" else value.decode("latin-1")
    return letters_of(str(value)) if isinstance(value, str) else None
