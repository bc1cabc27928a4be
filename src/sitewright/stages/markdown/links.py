"""Links by source path: ``[x](../about.md#team)`` leads to that page's URL.

Rendering only marks them, so that a body depends on nothing but its own text; the
addresses are filled in when the pages of the site are known.
"""

from __future__ import annotations

import re
from posixpath import dirname, normpath
from urllib.parse import unquote

from markupsafe import escape

from sitewright.kernel.diagnostics import Checked, Diagnostic, error, suggest, warning
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.model.body import Body, SourceLink, Target
from sitewright.stages.markdown.finder import Finder, Lines

_SOURCE = regex(
    r"(?!//)(?![A-Za-z][A-Za-z0-9+.-]*:)(?P<path>[^?#]+\.(?:md|njk|jinja))(?P<rest>[?#].*)?\Z"
)
# A character that no text has once it is parsed: Markdown replaces it.
_MARK = regex("\0([0-9]+)\0")


class LinkMarker:
    """Puts a mark in place of each address that is a source path, in document order.

    Attributes:
        marked: Each of them, and the block in which it stands.
    """

    def __init__(self) -> None:
        """Start with none."""
        self.marked: list[tuple[str, Lines]] = []

    def mark(self, href: str, lines: Lines) -> str:
        """Give the mark for a link's address, or that address.

        Args:
            href: The address, percent-encoded.
            lines: The block in which the link stands.
        """
        if "." not in href or not _SOURCE.match(href):
            return href
        self.marked.append((href, lines))
        return f"\0{len(self.marked) - 1}\0"

    def list_links(
        self, path: str, root: str, finder: Finder
    ) -> tuple[SourceLink, ...]:
        """List what the marks stand for.

        Args:
            path: The file that the links stand in.
            root: The content folder, from which a path with a slash in front counts.
            finder: Finds the places of links.
        """
        return tuple(
            SourceLink(
                _locate(unquote(_path_of(href)), path, root),
                href,
                finder.find_address((href, unquote(href)), lines),
            )
            for href, lines in self.marked
        )


def _path_of(href: str) -> str:
    found = _SOURCE.match(href)
    return found["path"] if found else href


def _locate(written: str, path: str, root: str) -> str:
    """Find the source path that a link means; it may lie outside the project."""
    folder = root if written.startswith("/") else dirname(path) or root
    return normpath(f"{folder}/{written}" if folder else written)


def resolve_links(body: Body, targets: dict[str, Target]) -> Checked[Body]:
    """Fill in the addresses of a body's links by source path.

    Args:
        body: A body with such links.
        targets: What each of them leads to, by source path.

    Returns:
        The body without marks and links, and a finding for each link that leads nowhere.
    """
    found = (_problem(link, targets[link.target]) for link in body.links)

    def address(mark: re.Match[str]) -> str:
        link = body.links[int(mark[1])]
        return escape(_address(link, targets[link.target]))

    html = _MARK.sub(address, body.html)
    return replace(body, html=html, links=()), tuple(item for item in found if item)


def _address(link: SourceLink, target: Target) -> str:
    """Put the page's URL in place of its path; keep what leads nowhere as written."""
    written = _SOURCE.match(link.href)
    if target.code or not written:
        return link.href
    return target.url + (written["rest"] or "")


def _problem(link: SourceLink, target: Target) -> Diagnostic | None:
    """Say what is wrong with a link, if anything is."""
    if target.code:
        return error(target.code, target.problem, link.span, target.hint)
    written = link.href.partition("#")[2]
    wanted = unquote(written)
    if not written or target.ids is None:
        return None
    if wanted == "top" or not {written, wanted}.isdisjoint(target.ids):
        return None
    near = suggest(wanted, target.ids)
    hint = f"did you mean '#{near}'?" if near else f"there are: {_some(target.ids)}"
    if not target.ids:
        hint = f"give its heading one by hand: '{{#{wanted}}}'"
    message = f"there is no id '{wanted}' in {link.target}"
    return warning("MD006", message, link.span, hint)


def _some(ids: tuple[str, ...]) -> str:
    return ", ".join(f"#{name}" for name in ids[:8])
