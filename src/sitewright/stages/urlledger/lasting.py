"""Choose the addresses that visitors keep: pages, and the files that links lead to."""

from __future__ import annotations

import re
from operator import attrgetter
from posixpath import splitext
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import path_problem, url_of
from sitewright.model.assetnames import MARK
from sitewright.model.build import Kind, Output
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect
from sitewright.model.urlledger import Address, Addresses

_PARTS_OF_PAGES: Final = regex(
    r"\.(?:s?css|less|[cm]?js|ts|map|wasm|json|webmanifest|xslt?|vtt|br|gz|zst"
    r"|avif|bmp|cur|gif|ico|jpe?g|png|svgz?|tiff?|webp|eot|[ot]tf|woff2?)",
    re.IGNORECASE,
)
_ARCHIVES: Final = (".tar.gz", ".tar.zst", ".tar.br")
_OF_MACHINES: Final = regex(
    r"/(?:404(?:\.html|/)|robots\.txt|sitemap[^/]*\.xml|CNAME|_headers|_redirects)"
    r"|.*/\..*"
    rf"|.*\.[0-9a-f]+\.{MARK}\.[^./]+"
)


def is_lasting(url: str) -> bool:
    """Tell whether visitors may have kept an address, or linked to it.

    Pages, feeds and documents (``.pdf``, ``.zip``, ``.csv``) are. What pages load by
    themselves is not: style sheets, scripts, fonts and pictures change their names with
    a redesign, and pages name the new ones. Nor is a name with a digest in it, what
    machines look for in one place, or a file whose name has characters that only an
    encoded address can have.
    """
    if _OF_MACHINES.fullmatch(url) or path_problem(url):
        return False
    is_archive = url.lower().endswith(_ARCHIVES)
    return is_archive or not _PARTS_OF_PAGES.fullmatch(splitext(url)[1])


def gather_addresses(
    pages: tuple[Page, ...],
    unpublished: tuple[Page, ...],
    outputs: tuple[Output, ...],
    redirects: tuple[Redirect, ...],
) -> Addresses:
    """Gather all that the site answers.

    Args:
        pages: All published pages.
        unpublished: The pages that are not.
        outputs: All files of the site.
        redirects: The table of redirects.
    """
    by_output = {page.output_path: page for page in pages if page.output_path}
    several = {page.path for page in pages if page.key != page.path}
    published = []
    for output in outputs:
        page = by_output.get(output.path) if output.kind is Kind.PAGE else None
        if page:
            published.append(_address(page, is_alone=page.path not in several))
        elif output.kind is not Kind.REDIRECT:
            published.append(Address(url_of(output.path)))
    published.sort(key=attrgetter("url"))
    withheld = [_address(page, is_alone=True) for page in unpublished if page.url]
    return Addresses(tuple(published), tuple(withheld), redirects)


def _address(page: Page, *, is_alone: bool) -> Address:
    old = tuple([item.path for item in page.old_addresses])  # quicker than one by one
    return Address(page.url, page.title, page.path if is_alone else "", old)
