"""Mails: from a file of them to the document one of them carries.

`message`  the parts of a mail        `headers`  what its head says, decoded      `eml`, `mbox`, `msg`  the readers, a format each
`lines`    its body as lines          `marks`    which lines are not the text     `body`    the body as a document
`choice`   whether the body or an attachment is the document
"""
