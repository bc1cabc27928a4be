"""Write ``redirects.json``: the table for whatever else is to read it."""

from __future__ import annotations

import json

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.urls import encode_path
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.table import make_rules, safe_target


def write_plain(
    redirects: tuple[Redirect, ...],
    config: SiteConfig,
    _live: frozenset[str] = frozenset(),
) -> Checked[str]:
    """Write one object a redirect, in the order in which they are to be tried.

    Paths are percent-encoded and start with the site's folder. ``target`` is null for
    what is gone. In a pattern ``:name`` stands for one part, ``*`` for any rest, which
    the target calls ``:splat``. ``query`` is null, or what the visitor's query must
    have in this order.
    """
    table = [
        {
            "source": encode_path(rule.source),
            "query": rule.query or None,
            "target": safe_target(rule, config) or None,
            "status": rule.status,
            "pattern": rule.redirect.is_pattern,
        }
        for rule in make_rules(redirects, config)
    ]
    lines = ",\n".join(json.dumps(item) for item in table)
    return (f"[\n{lines}\n]\n" if lines else "[]\n"), ()
