"""Review: a page on this machine where an editor decides about each pair, and the log those decisions are kept in.

    comparison + log → session → page, reviewed comparison → brief

The machine's comparison is never changed. Decisions are appended to a log; the reviewed comparison is the machine's with
the decisions that stand applied, so that every format of the brief shows what the editor decided.
"""
