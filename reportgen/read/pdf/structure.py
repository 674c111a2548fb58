"""The structure a file tells: which paragraph, heading or item a stretch of a page belongs to.

Word processors, browsers and programs for layout write a tree of elements beside what they draw, and mark each stretch with a
number that leads to its element. Files without the tree, and stretches outside it, have their paragraphs by their places alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

if TYPE_CHECKING:
    import pypdf

PARAGRAPHS = frozenset(
    ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "LI", "TD", "TH", "Caption", "BlockQuote", "TOCI", "Note")
)
"""Elements that hold a paragraph's text, not paragraphs (ISO 32000-2, 14.8.4)."""
MAX_DEPTH = 40
"""Elements that stand deeper have no paragraph."""
MAX_PAGES = 20_000
"""The tree has at most so many entries, pages and forms together."""


class Element(NamedTuple):
    """The paragraph a stretch belongs to."""

    number: int
    """One for each paragraph of the file; 0 where it tells none."""
    tag: str
    """`P`, `H1`, `LI`…; empty where it tells none."""


NONE = Element(0, "")


@dataclass(slots=True)
class Structure:
    """The tree of a file, read as far as its pages ask for it."""

    roles: dict[str, str] = field(default_factory=dict)
    """The file's own names of tags, with the standard ones behind them."""
    stretches: dict[int, Any] = field(default_factory=dict)
    """For each page or form, by its own number, the elements of its stretches."""
    known: dict[int, Element] = field(default_factory=dict)
    """Elements met so far, by the number of their object."""

    @classmethod
    def of(cls, reader: pypdf.PdfReader, roles: dict[str, str]) -> Structure:
        """Return the structure of a file; an empty one where it has none, or a broken one."""
        found = cls(roles)
        try:
            tree = reader.root_object.get("/StructTreeRoot")
            if tree is not None:
                found._gather(tree.get_object().get("/ParentTree"))
        except Exception:  # noqa: BLE001  (a broken tree costs the structure, not the text)
            found.stretches.clear()
        return found

    def _gather(self, root: Any) -> None:
        """Take what the nodes of the tree say; each is looked at once, wherever it hangs."""
        waiting, seen = [root], set[int]()
        while waiting and len(seen) < MAX_PAGES and len(self.stretches) < MAX_PAGES:
            resolved = _resolved(waiting.pop())
            if not isinstance(resolved, DictionaryObject) or id(resolved) in seen:
                continue
            seen.add(id(resolved))
            numbers, kids = _resolved(resolved.get("/Nums")), _resolved(resolved.get("/Kids"))
            if isinstance(numbers, ArrayObject):
                pairs = zip(numbers[: 2 * MAX_PAGES : 2], numbers[1 : 2 * MAX_PAGES : 2], strict=False)
                self.stretches |= {int(number): value for number, value in pairs}
            if isinstance(kids, ArrayObject):
                waiting += kids[:MAX_PAGES]

    def elements_of(self, holder: DictionaryObject) -> Any:
        """Return the elements of a page's or form's stretches, by their marks; nothing where the file tells none."""
        number = holder.get("/StructParents")
        found = _resolved(self.stretches.get(number)) if isinstance(number, int) else None
        return found if isinstance(found, ArrayObject) else ()

    def element(self, elements: Any, mark: Any) -> Element:
        """Return the paragraph of the stretch with a mark."""
        if not isinstance(mark, int) or not 0 <= mark < len(elements):
            return NONE
        reference = list.__getitem__(elements, mark)
        key = reference.idnum if isinstance(reference, IndirectObject) else 0
        if key not in self.known:
            self.known[key] = self._climb(reference)
        return self.known[key]

    def _climb(self, reference: Any) -> Element:
        """Return the nearest paragraph around an element."""
        for _ in range(MAX_DEPTH):
            resolved = _resolved(reference)
            if not isinstance(reference, IndirectObject) or not isinstance(resolved, DictionaryObject):
                break
            name = str(resolved.get("/S", "")).removeprefix("/")
            tag = self.roles.get(name, name)
            if tag in PARAGRAPHS:
                return Element(reference.idnum, tag)
            reference = resolved.raw_get("/P") if "/P" in resolved else None
        return NONE


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
