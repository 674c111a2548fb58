"""The reader of PDF files: from letters at places on a page to paragraphs in reading order.

    1 open, structure · 2 letters · 3 words · 4 columns · 5 lines · 6 running heads and feet, notes · 7 paragraphs · 8 metadata

A PDF says which letter stands where, and nothing of words, lines or paragraphs. Each step is one module; `reader` and
`pages` call them in order. Numbers that decide are in ems (the size of the letters at the place), so that they hold for
every size.
"""

from __future__ import annotations

from reportgen.read.pdf.reader import NAME, read, sniff

__all__ = ["NAME", "read", "sniff"]
