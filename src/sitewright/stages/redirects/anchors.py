"""Find redirects that lead to a place in a page that is not there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from html import unescape
from urllib.parse import unquote

from sitewright.kernel.diagnostics import Findings, error, suggest
from sitewright.kernel.urls import output_path_of
from sitewright.model.build import Artifact
from sitewright.model.redirect import Redirect
from sitewright.stages.redirects.addresses import is_full, split_target

_ID = re.compile(r"""<[a-zA-Z][^<>]*?\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

_TEXT = ":~:"  # behind it stands what browsers are to look for in the text
_ALWAYS = ("", "top")


def find_lost_anchors(
    redirects: Iterable[Redirect], pages: Mapping[str, Artifact]
) -> Findings:
    """Look for the ids that redirects lead to.

    Args:
        redirects: All redirects.
        pages: Every page by its output path.

    Returns:
        An error for each id that its page does not have.
    """
    findings = []
    known: dict[str, Collection[str]] = {}
    for redirect in redirects:
        path, suffix = split_target(redirect.target)
        anchor = unquote(suffix.partition("#")[2].partition(_TEXT)[0])
        page = pages.get(output_path_of(path)) if anchor not in _ALWAYS else None
        if page is None or page.content is None or is_full(path):
            continue
        if path not in known:
            known[path] = _ids_in(page.content.decode())
        if anchor not in known[path]:
            near = suggest(anchor, known[path])
            message = f"'{path}' has no '#{anchor}'"
            hint = f"did you mean '#{near}'?" if near else ""
            findings.append(error("RED011", message, redirect.span, hint))
    return tuple(findings)


def find_anchored(redirects: Iterable[Redirect]) -> tuple[str, ...]:
    """Name the files of all pages that redirects with a fragment lead to."""
    ways = (split_target(redirect.target) for redirect in redirects)
    found = {output_path_of(path) for path, suffix in ways if "#" in suffix}
    return tuple(sorted(found))


def _ids_in(html: str) -> Collection[str]:
    return dict.fromkeys(unescape("".join(groups)) for groups in _ID.findall(html))
