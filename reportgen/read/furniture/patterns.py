"""Lines whose form gives them away: times, bylines, credits, addresses, prices."""

from __future__ import annotations

import re

from reportgen.read import reasons
from reportgen.read.dates import MONTHS

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DATE = (
    rf"(?:(?:{_WEEKDAY},?\s*)?(?:{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s*(?:\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s*(?:\d{{4}})?"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|{_MONTH}\s*\d{{4}}))"
)
_TIME = r"(?:(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?\s?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)(?:\s*\(?(?:[a-z]{2,4}|gmt[+-]\d{1,2})\b\)?)?"
_AGO = r"(?:about\s+|over\s+)?(?:\d{1,3}|an?|one|two|three)\s*(?:s|m|h|d|w|sec|min|mins|hr|hrs|second|minute|hour|day|week|month|year)s?\s+ago"
_STAMP_WORD = (
    r"(?:first\s+)?(?:published|posted|updated|last\s+updated|modified|last\s+modified|created|originally\s+published|date|issued|added|filed|"
    r"pub|upd)(?:\s+(?:on|at))?\s*:?"
)
STAMP = re.compile(
    rf"\W*(?:(?:{_STAMP_WORD}|{_DATE}|{_TIME}|{_AGO}|{_WEEKDAY}|today|yesterday|\d{{1,3}}\s+min(?:ute)?s?\s+read|\d{{1,2}}\s+comments?"
    r"|\d{4}|e[sd]?t|gmt|bst|pdt|pst|utc|ist|edt|est|aest|aedt|and|on|at|in|local time|eastern(?: time)?)[\s,|/•·:;–—()-]*){1,14}\W*",
    re.IGNORECASE,
)
"""A line that holds dates and times and nothing else."""
CLOCK = re.compile(rf"\W*(?:{_TIME}|{_AGO})\W*", re.IGNORECASE)
"""A line that holds one time and nothing else, as items of a news feed begin."""

_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|der|den|bin|al|la|le|du|da|el|di)){0,4}"
_NAMES = rf"{_NAME}(?:(?:,\s*|\s+and\s+|\s*&\s*|,\s*and\s+){_NAME}){{0,5}}"
BYLINE = re.compile(
    rf"(?:[Bb]y|BY|[Ww]ritten by|[Ss]tory by|[Rr]eported by|[Aa]nalysis by|[Oo]pinion by|Words by|Report by)\s*:?\s+{_NAMES}"
    r"(?:\s*[|,;/•·–—-]\s*.{1,90}|\s+(?:in|for|of|Updated|Published|Posted|Last)\b.{0,90}|\.\s.{0,60})?\s*\|?\s*\.?"
)
"""Who wrote it, with a function, a place or a date after the names."""
CREDIT_LINE = re.compile(
    r"\(?(?:(?:Photo|Image|Picture|Credit|Photograph|Courtesy|Illustration|Graphic|Source)s?\s*(?:by|of|:|/)?\s*)?"
    r"(?:[A-Z][\w.'’-]*[\s,/|]{0,3}){0,5}(?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?|EPA|PA|Bloomberg|Shutterstock|iStock|Alamy|ZUMA|UPI|Xinhua"
    r"|NurPhoto|Anadolu|AAP|EFE|DPA|dpa|Agence France-Presse|Associated Press|The Associated Press|Handout|File|Pool|via [A-Z][\w ]{2,30})"
    r"(?:[\s,/|]{1,3}(?:[A-Z][\w.'’-]*|via|for|File)){0,4}\)?\.?"
)
"""A line that is a photographer's or an agency's credit and nothing else."""
PROMPT = re.compile(
    r"\W{0,2}(?:(?:READ|WATCH|LISTEN|SEE|RELATED|MORE|VIDEO|PHOTOS|GALLERY|ALSO|EXPLAINER|ANALYSIS|OPINION|LIVE|NEXT)"
    r"(?:\s(?:MORE|ALSO|NEXT|NOW|STORY|STORIES|ARTICLE|READ|ON|ABOUT))?\s?(?:\||:|>|»|–|—|-)"
    r"|(?:Read|Watch|Listen|See|Related|Also)(?:\s(?:more|also|next|now|story|stories|article|articles|read))?\s?(?:\||:|>|»))"
)
"""A line that sends the reader to another page."""
NAME_LINE = re.compile(r"[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|bin|al)){1,3}")
SLASHED_CREDIT = re.compile(
    r"(?:^|[\s(])(?:[A-Z][\w.'’-]+\s+){1,3}(?:for\s+[A-Z][\w ]{2,30})?\s?[/|]\s?(?:[A-Z][\w.'’-]+\s?){1,5}(?:[/|]\s?(?:[A-Z][\w.'’-]*\s?){1,4}){0,3}\)?\.?$"
    r"|^(?:Photo|Image|Picture|Credit|Photograph|Photography|Photos|Illustration|Video|Source|Photo credit|Image credit|Pic|Graphic)s?\s*(?:by|:|credit)"
    r"|^\(?(?:AP|REUTERS|Reuters|AFP|EPA|PA|Getty Images|Getty)(?:\s+Photo)?\s?/\s?[A-Z]"
    r"|\((?:[A-Z][\w.'’ -]{2,40}\s?/\s?)?(?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?|EPA|PA|AP Photo|File|Photo|[\w.'’ -]{0,40}(?:Photo|Images?|Office|Handout|File|via|Courtesy|courtesy|Credit|credit|photo|Screenshot|screenshot)[\w.'’: /-]{0,50})(?:\s?/[^()]{1,60})?\)\.?$"
    r"|\b(?:Photo )?[Cc]redits?:\s?\S.{0,80}$|\b(?:Photograph|Photo|Picture|Image|Pic)s?(?: by)?:\s?[A-Z].{0,80}$"
    r"|^[A-Z][A-Z.'’ -]{4,40}/[A-Z][A-Z.' -]{2,40}\b|\b(?:AP Photo|REUTERS|Getty Images|AFP)\s?/\s?[A-Z]|/(?:Getty Images|AP|AFP|Reuters|REUTERS|Getty|EPA)\b\.?\)?$"
)
"""A photographer and an agency with a stroke between them, or in brackets at the end of a caption."""
COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)|copyright\b)|©\s*(?:copyright\s*)?(?:19|20)\d\d", re.IGNORECASE)
ADDRESS = re.compile(r"^\W*(?:https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+\.[\w.-]{2,40}|[\w-]{1,40}(?:\.[\w-]{1,40}){1,3}/\S*)\W*$", re.IGNORECASE)
"""A line that is one address of the web or of a mailbox."""
PHONE = re.compile(r"(?:\+?\d{1,3}[\s.-]?)?\(?\d{3,4}\)?[\s.-]?\d{3}[\s.-]?\d{3,4}\b")
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,60}\.[a-z]{2,10}", re.IGNORECASE)
HANDLE = re.compile(r"^\W*@\w{2,30}\W*$")
LINK_ONLY = re.compile(r"^\s*\[[^\[\]]{1,200}\]\([^()\s]{1,2000}\)\s*$")
COUNT = re.compile(r"\W*(?:\d[\d,.]*\s?[km]?\s*(?:shares?|comments?|likes?|views?|retweets?|reactions?|replies|votes?|followers?)?\W*)+", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\W*(?:\{%[^%]{0,300}%\}|\{\{[^{}]{0,300}\}\})\W*")

BY_FORM = (
    (PLACEHOLDER, reasons.MARKUP),
    (COPYRIGHT, reasons.DISCLAIMER),
    (ADDRESS, reasons.LINKS),
    (HANDLE, reasons.SHARE),
)
"""Forms that are furniture wherever they stand, with their reasons."""
