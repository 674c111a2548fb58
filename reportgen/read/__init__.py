"""Reading: from a path, standard input, bytes or pasted text to a `Document`, and from a document to one without furniture.

    document = clean(read("press.html"))

`read` picks a reader by content (`registry`), `clean` takes out what is on the page but not in the text (`cleaning`).
"""

from __future__ import annotations

from reportgen.read.cleaning import clean
from reportgen.read.reading import document_from_text, read

__all__ = ["clean", "document_from_text", "read"]
