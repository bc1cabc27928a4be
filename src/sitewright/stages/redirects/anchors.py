"""Find redirects that lead to a place in a page that is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import unquote

from sitewright.kernel.diagnostics import Findings, Span, error, suggest
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import output_path_of
from sitewright.model.build import Artifact
from sitewright.model.redirect import Redirect
from sitewright.stages.redirects.addresses import is_full, split_target

_ID = regex(r"""<[a-zA-Z][^<>]*?\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

_TEXT = ":~:"  # behind it stands what browsers are to look for in the text
_ALWAYS = ("", "top")


@frozen
class Anchor:
    """A place in a page that a redirect leads to.

    Attributes:
        url: The page.
        id: The id there.
        span: Where the redirect was asked for.
    """

    url: str
    id: str
    span: Span


def gather_anchors(redirects: Iterable[Redirect]) -> dict[str, tuple[Anchor, ...]]:
    """Gather the ids that redirects lead to, by the output path of their page."""
    found: dict[str, tuple[Anchor, ...]] = {}
    for redirect in redirects:
        if "#" not in redirect.target:
            continue
        url, suffix = split_target(redirect.target)
        name = unquote(suffix.partition("#")[2].partition(_TEXT)[0])
        if name not in _ALWAYS and not is_full(url):
            path = output_path_of(url)
            found[path] = (*found.get(path, ()), Anchor(url, name, redirect.span))
    return found


def find_lost_anchors(page: Artifact, anchors: Iterable[Anchor]) -> Findings:
    """Find the ids that redirects lead to and that are not in their page."""
    findings = []
    known: Collection[str] | None = None
    for anchor in anchors:
        known = _ids_in((page.content or b"").decode()) if known is None else known
        if anchor.id not in known:
            near = suggest(anchor.id, known)
            message = f"'{anchor.url}' has no '#{anchor.id}'"
            hint = f"did you mean '#{near}'?" if near else ""
            findings.append(error("RED011", message, anchor.span, hint))
    return tuple(findings)


def _ids_in(html: str) -> Collection[str]:
    # Few sites lead to places in pages, and this knows all characters by name.
    from html import unescape

    return dict.fromkeys(unescape("".join(groups)) for groups in _ID.findall(html))
