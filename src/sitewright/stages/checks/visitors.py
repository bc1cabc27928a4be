"""Tell the pages that visitors and search engines should find from all others."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.model.checks import FinishedPage

HOME: Final = "index.html"
_NOT_FOUND: Final = ("404.html", "404/index.html")
_WHOLE: Final = regex(r"(?i)<(?:!doctype|html|head|title)\b")


def is_for_visitors(page: FinishedPage) -> bool:
    """Tell whether visitors and search engines should find a page.

    Those are not meant that the sitemap leaves out, that search engines are to pass
    over, and that only send visitors on; nor are pieces of HTML without a head, which
    other pages load.
    """
    known = page.page
    if not known.is_listed or known.output_path in _NOT_FOUND:
        return False
    if not _WHOLE.search(page.markup.html):
        return False
    for node in page.markup.of("meta"):
        said = node.value("content").lower()
        if node.value("name").lower() == "robots" and (
            "noindex" in said or said == "none"
        ):
            return False
        if node.value("http-equiv").lower() == "refresh":
            return False
    return True
