"""Why a passage was removed: the fixed list of reasons, as the brief prints them."""

from __future__ import annotations

FRONT_MATTER = "front matter"
MARKUP = "markup"
PICTURE = "picture"
FOOTNOTE = "footnote"
END_MARK = "end mark"
NOT_THE_ARTICLE = "outside the article"
RUNNING = "running head or foot"
PAGE_NUMBER = "page number"
SIDEWAYS = "text set sideways"
CONTENTS = "table of contents"
QUOTED = "quoted message"
SIGNATURE = "mail signature"
MAIL_HEAD = "mail header"
COVER = "covering note"
CONFIDENTIAL = "confidentiality notice"
LIST_NOTICE = "mailing list notice"
RELEASE_NOTICE = "release notice"
MENU = "menu"
SHARE = "share links"
CONSENT = "cookie or privacy notice"
APPEAL = "membership or donation appeal"
SIGN_UP = "sign-up form"
ADVERTISEMENT = "advertisement"
CAPTION = "photo caption"
MEDIA = "audio or video notice"
TEASER = "teaser of another story"
FEED = "news feed"
LINKS = "list of links"
READ_MORE = "read-more line"
BYLINE = "byline or page date"
ABOUT_AUTHOR = "note about the author"
BOILERPLATE = "about the publisher"
CONTACT = "contact details"
DISCLAIMER = "legal notice"
COMMENTS = "reader comments"
REPEATED = "repeated line"
OUTSIDE = "outside the text"

OF_A_MAIL = frozenset({QUOTED, SIGNATURE, MAIL_HEAD, COVER, CONFIDENTIAL, LIST_NOTICE})
"""Reasons the readers of mails give."""
OF_A_PAPER = frozenset({RUNNING, PAGE_NUMBER, SIDEWAYS, CONTENTS})
"""Reasons the readers of paged files give."""
OF_THE_FORMAT = frozenset({FRONT_MATTER, MARKUP, PICTURE, FOOTNOTE, END_MARK, NOT_THE_ARTICLE}) | OF_A_PAPER | OF_A_MAIL
"""Reasons a reader gives while it reads; the others come from cleaning."""

REASONS = {
    FRONT_MATTER: "the head of a file: keys and values above the text",
    MARKUP: "marks of the format that hold no words: rules, comments, addresses of links",
    PICTURE: "a picture and its description",
    FOOTNOTE: "a note at the foot, with its mark",
    NOT_THE_ARTICLE: "what a web page shows between and beside its article",
    END_MARK: "the sign that a release is over",
    RUNNING: "what stands at the head or foot of the pages of a file",
    PAGE_NUMBER: "the number of a page",
    SIDEWAYS: "marks set upwards or aslant beside the text: stamps, drafts, archives",
    CONTENTS: "chapters with the pages they begin on",
    QUOTED: "the message a mail answers",
    SIGNATURE: "who wrote a mail, below it",
    MAIL_HEAD: "the head of a message inside a mail: from, to, date, subject",
    COVER: "what was written above a message that was passed on",
    CONFIDENTIAL: "who may read a mail, and what it was scanned for",
    LIST_NOTICE: "how to leave a mailing list, and why one is on it",
    RELEASE_NOTICE: "lines such as 'for immediate release'",
    MENU: "menus, skip links, navigation",
    SHARE: "buttons to share, print, save, follow",
    CONSENT: "cookies, privacy, terms",
    APPEAL: "pleas for money, members, subscribers",
    SIGN_UP: "newsletter and log-in forms",
    ADVERTISEMENT: "advertisements and offers",
    CAPTION: "captions and credits of photographs",
    MEDIA: "notices of players, audio versions, galleries",
    TEASER: "a headline, with or without its summary, of another story",
    FEED: "headlines with times, live tickers",
    LINKS: "lists of related stories, topics, tags, sources",
    READ_MORE: "a line that only leads to another page",
    BYLINE: "who wrote it and when the page was updated",
    ABOUT_AUTHOR: "who the authors are and who contributed",
    BOILERPLATE: "standing paragraphs about a company or publisher",
    CONTACT: "press contacts, addresses, telephone numbers",
    DISCLAIMER: "copyright lines, forward-looking statements, terms of use",
    COMMENTS: "what readers wrote below the text",
    REPEATED: "a line that stands on the page before",
    OUTSIDE: "lines before or after the text that are no part of it",
}
"""Every reason with what it covers; `keep` takes these names."""
