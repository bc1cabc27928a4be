"""Read the old addresses of pages into redirects, and write the page behind each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from posixpath import splitext
from urllib.parse import unquote

from sitewright.kernel.diagnostics import Checked, Diagnostic, Note, error, warning
from sitewright.kernel.urls import (
    absolute_url,
    base_path_of,
    encode_path,
    has_file_ending,
    output_path_of,
    path_problem,
    url_of,
)
from sitewright.model.config import SiteConfig
from sitewright.model.page import OldAddress, Page
from sitewright.model.redirect import Redirect

_HTML = ("/", ".html", ".htm", ".xhtml")


def read_redirects(
    pages: tuple[Page, ...], become_pages: bool = True
) -> Checked[tuple[Redirect, ...]]:
    """Read ``redirect_from`` of every page.

    Args:
        pages: All published pages.
        become_pages: Whether a page is written for each, so that hosts must be able to
            send it as HTML.

    Returns:
        The redirects sorted by their source. That a source is free, no page or file of
        the site, is for the plan to check.
    """
    claimed: dict[str, Redirect] = {}
    findings: list[Diagnostic] = []
    for page, old in _old_addresses(pages):
        source = source_url(old.path)
        problem = _problem(page, old, source)
        earlier = claimed.get(source)
        if problem:
            findings.append(problem)
        elif earlier:
            findings.append(_claimed_twice(page, old, earlier))
        else:
            claimed[source] = Redirect(source, page.url, old.span, page.path)
            if become_pages and not source.endswith(_HTML):
                findings.append(_not_html(old, source))
    return tuple(claimed[source] for source in sorted(claimed)), tuple(findings)


def source_url(path: str) -> str:
    """Write an old path in the one form that this site uses.

    A leading slash is added; ``/a``, ``/a/`` and ``/a/index.html`` are one address;
    a path with a file ending stays a file; percent-encoding is undone, as hosts do
    before they look for a file.
    """
    url = "/" + unquote(path.strip()).removeprefix("/")
    if not url.endswith("/") and not has_file_ending(url):
        url += "/"
    return url_of(output_path_of(url))


def _old_addresses(pages: Iterable[Page]) -> Iterable[tuple[Page, OldAddress]]:
    return ((page, old) for page in pages for old in page.old_addresses)


def _problem(page: Page, old: OldAddress, source: str) -> Diagnostic | None:
    if problem := _path_problem(old.path.strip()):
        return error(
            "RED001",
            f"'{old.path}' cannot be an old address: {problem}",
            old.span,
            "write a path of this site, such as '/old/page/'",
        )
    if not page.url:
        return error(
            "RED002",
            "a page without an address cannot be redirected to",
            old.span,
            "remove 'redirect_from', or 'permalink: false'",
        )
    if source == page.url:
        return error(
            "RED003",
            f"'{old.path}' is this page's own address",
            old.span,
            "remove it from 'redirect_from'",
        )
    return None


def _path_problem(path: str) -> str:
    """Say why what an author wrote cannot be an old path; empty if it can."""
    if not path:
        return "it is empty"
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", path):
        return "it is a full address, not a path of this site"
    try:
        path = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return "its percent-encoding is not UTF-8"
    return path_problem(path if path.startswith("/") else f"/{path}")


def _not_html(old: OldAddress, source: str) -> Diagnostic:
    """Warn that hosts would send the page behind an old file as something else."""
    ending = splitext(source)[1]
    return warning(
        "RED007",
        f"hosts would not send the page at '{source}' as HTML",
        old.span,
        f"an address that ends in '{ending}' needs a redirect rule of the host",
    )


def _claimed_twice(page: Page, old: OldAddress, earlier: Redirect) -> Diagnostic:
    note = (Note("it is also written here", earlier.span),)
    if earlier.page == page.path:
        return warning(
            "RED005", f"'{old.path}' is redirected twice", old.span, "remove one", note
        )
    return error(
        "RED004",
        f"two pages claim the old address '{earlier.source}'",
        old.span,
        "leave it with the page that visitors should see",
        note,
    )


def render_stub(redirect: Redirect, config: SiteConfig) -> str:
    """Write the page that sends visitors of an old address on.

    It works on any static host: a refresh for browsers, a canonical link for search
    engines, and a real link for everybody else.
    """
    link = escape(base_path_of(config.url) + encode_path(redirect.target))
    full = escape(absolute_url(config.url, redirect.target))
    return (
        "<!doctype html>\n"
        f'<html lang="{escape(config.language)}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        "<title>This page has moved</title>\n"
        f'<link rel="canonical" href="{full}">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width">\n'
        "</head>\n"
        "<body>\n"
        "<h1>This page has moved</h1>\n"
        f'<p>It is now at <a href="{link}">{full}</a>.</p>\n'
        "</body>\n"
        "</html>\n"
    )
