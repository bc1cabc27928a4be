"""Find redirects that lead to a place in a page that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from urllib.parse import unquote

from sitewright.kernel.diagnostics import Findings, suggest, warning
from sitewright.kernel.urls import output_path_of
from sitewright.model.build import Artifact
from sitewright.model.redirect import Redirect
from sitewright.stages.redirects.addresses import is_full, split_target

_ID = re.compile(r"""<[a-zA-Z][^<>]*?\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def find_lost_anchors(
    redirects: Iterable[Redirect], pages: Mapping[str, Artifact]
) -> Findings:
    """Look for the ids that redirects lead to.

    Args:
        redirects: All redirects.
        pages: Every page by its output path.

    Returns:
        A warning for each id that its page does not have.
    """
    findings = []
    for redirect in redirects:
        if "#" not in redirect.target:
            continue
        path, suffix = split_target(redirect.target)
        anchor = unquote(suffix.partition("#")[2])
        page = pages.get(output_path_of(path)) if anchor else None
        if page is None or page.content is None or is_full(path):
            continue
        html = page.content.decode()
        ids = {unescape("".join(groups)) for groups in _ID.findall(html)}
        if anchor not in ids:
            near = suggest(anchor, ids)
            findings.append(
                warning(
                    "RED011",
                    f"'{path}' has no '#{anchor}'",
                    redirect.span,
                    f"did you mean '#{near}'?" if near else "",
                )
            )
    return tuple(findings)
