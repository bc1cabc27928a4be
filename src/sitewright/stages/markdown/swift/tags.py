"""Tags and comments of HTML, as far as there is no doubt about their ends."""

from __future__ import annotations

from sitewright.kernel.regexes import regex

_NAME = r"[A-Za-z][A-Za-z0-9-]*+"
_ATTRIBUTE = (
    r"[A-Za-z_:][A-Za-z0-9:._-]*+"
    r"""(?:=(?:"[^"<>{\n]*+"|'[^'"<>{\n]*+'|[^\x00-\x20"'=<>`{]++))?+"""
)

TAG_ON_A_LINE = rf"<(?:/{_NAME}[ ]*+>|{_NAME}(?:[ ]++{_ATTRIBUTE})*+[ ]*+/?>)"
TAG = regex(rf"<(?:/{_NAME}[ ]*+>|{_NAME}(?:[ \n]++{_ATTRIBUTE})*+[ ]*+/?>)")
COMMENT = regex(r"<!--(?!-?>)(?:[^-{]|-(?!->))*+-->")
