"""The readers of word processors' files: Word's .docx with its kin, OpenDocument text, and a word on those that are not read.

`archive` opens the ZIP files both are, within bounds; `docx` and `odt` read one each; `other` names what is neither.
"""
