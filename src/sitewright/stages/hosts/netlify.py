"""Write ``_redirects`` as Netlify reads it."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Findings,
    warning,
)
from sitewright.kernel.urls import encode_path
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.spelling import folder_of, spellings
from sitewright.stages.hosts.table import (
    NEAR,
    HostRule,
    make_rules,
    refuse,
    safe_target,
    split_holes,
    variants,
)

# https://docs.netlify.com/manage/routing/redirects/overview/ names no hard limit, but
# asks for another way from here on: "the deploy might fail".
MANY: Final = 10_000
RESERVED: Final = "/.netlify"


def write_netlify(
    redirects: tuple[Redirect, ...],
    config: SiteConfig,
    _live: frozenset[str] = frozenset(),
) -> Checked[str]:
    """Write the file; Netlify takes the first line that fits.

    It ignores the slash at the end of a path, keeps the visitor's query if the target
    has none, and sends an existing file in the place of a redirect unless the status
    ends in ``!``: where pages are written for old addresses, or an address has a query,
    the redirect is to win.
    """
    checked = [(rule, _problem(rule)) for rule in make_rules(redirects, config)]
    written = [rule for rule, problem in checked if problem is None]
    with_index = len(written) * 2 <= MANY * NEAR
    lines = ["# Old addresses, written by sitewright: source, target, status."]
    if not with_index:
        lines.append("# Without the forms that end in index.html: there are too many.")
    for rule in written:
        lines += _lines(rule, config, with_index)
    findings = (problem for _, problem in checked if problem)
    return "\n".join(lines) + "\n", (*findings, *_many(written))


def _lines(rule: HostRule, config: SiteConfig, with_index: bool) -> list[str]:
    target = safe_target(rule, config)
    if rule.redirect.is_gone:
        target = encode_path(folder_of(config) + "/404.html")
    if rule.redirect.is_pattern:
        sources, force = spellings(rule.source), ""
    else:
        force = "!" if config.redirect_pages or rule.query else ""
        # '/old/' stands for '/old', too.
        sources = variants(rule, with_index, with_stem=False)
    answer = " ".join([*rule.query.split("&"), target, f"{rule.status}{force}"])
    return [f"{source} {answer.lstrip()}" for source in sources]


def _problem(rule: HostRule) -> Diagnostic | None:
    """Report what Netlify cannot do."""
    if rule.source.startswith(RESERVED):
        return refuse(
            "HOST007",
            f"Netlify keeps '{rule.redirect.source}' for itself",
            rule,
            f"remove it: addresses below '{RESERVED}' are Netlify's own",
        )
    # What is behind a placeholder starts the next part of the path, or is not there.
    if any(text and text[0] != "/" for text, _ in split_holes(rule.source)[1:]):
        return refuse(
            "HOST006",
            f"Netlify reads another placeholder in '{rule.redirect.source}'",
            rule,
            "let a placeholder be all there is between two slashes, or list the "
            "addresses one by one",
        )
    return None


def _many(rules: list[HostRule]) -> Findings:
    if len(rules) <= MANY * NEAR:
        return ()
    message = f"{len(rules):,} redirects for Netlify, which advises against {MANY:,}"
    hint = "say with one pattern, such as '/blog/*', what many of them say"
    return (warning("HOST001", message, rules[-1].span, hint),)
