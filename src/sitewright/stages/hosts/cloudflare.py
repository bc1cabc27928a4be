"""Write ``_redirects`` as Cloudflare Pages reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Findings,
    Span,
    error,
    warning,
)
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.regexes import regex
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.spelling import spellings
from sitewright.stages.hosts.table import (
    NEAR,
    SPLAT,
    HostRule,
    check_limit,
    fill_target,
    make_rules,
    refuse,
    refuse_query,
    split_holes,
    variants,
)

# https://developers.cloudflare.com/pages/configuration/redirects/
MOST_STATIC: Final = 2_000
MOST_DYNAMIC: Final = 100
LONGEST: Final = 1_000

_FIRST: Final = ":sitewright"
_COLON: Final = regex(r":[A-Za-z]")
_FEWER: Final = "say with one pattern, such as '/blog/*', what many of them say"


@frozen
class _Line:
    source: str
    text: str
    span: Span


@frozen
class _Site:
    """What lines depend on besides their rule.

    Attributes:
        matchers: Of all patterns that Cloudflare takes, in their order.
        files: The URL of every file, in order.
    """

    matchers: tuple[re.Pattern[str], ...]
    files: tuple[str, ...]


def write_cloudflare(
    redirects: tuple[Redirect, ...],
    config: SiteConfig,
    live: frozenset[str] = frozenset(),
) -> Checked[str]:
    """Write the file; Cloudflare takes single addresses first, then the first pattern.

    It compares paths as they are sent, so every spelling of one has its line. It keeps
    the visitor's query if the target has none, and redirects even if a file exists: so
    ``/:slug`` for ``/:slug/`` is left out where it would be about ``/robots.txt``.

    Args:
        redirects: The table.
        config: For the site's address.
        live: The URL of every page and file.
    """
    checked = [(rule, _problem(rule)) for rule in make_rules(redirects, config)]
    fit = [rule for rule, problem in checked if problem is None]
    patterns = tuple(rule for rule in fit if rule.redirect.is_pattern)
    files = tuple(sorted(url for url in live if not url.endswith("/")))
    matchers = tuple(rule.redirect.matcher for rule in patterns[:MOST_DYNAMIC])
    site = _Site(matchers, files)
    single = [rule for rule in fit if not rule.redirect.is_pattern]
    dynamic = [line for rule in patterns for line in _dynamic_lines(rule, site)]
    numbered = enumerate(patterns)
    bare = [line for place in numbered for line in _bare_lines(*place, site)]
    head = ["# Old addresses, written by sitewright: source, target, status."]
    static = _static_lines(single, bare, with_index=True)
    if len(static) > MOST_STATIC * NEAR:
        static = _static_lines(single, bare, with_index=False)
        head.append("# Without the forms that end in index.html: there are too many.")
    texts = [*head, *(line.text for line in (*static, *dynamic))]
    problems = [problem for _, problem in checked if problem]
    return "\n".join(texts) + "\n", (*problems, *_find_limits(static, dynamic))


def _static_lines(
    rules: Sequence[HostRule], bare: Sequence[_Line], *, with_index: bool
) -> list[_Line]:
    lines = [
        _line(rule, source, rule.target)
        for rule in rules
        for source in variants(rule, with_index)
    ]
    taken = {line.source for line in lines}
    return lines + [line for line in bare if line.source not in taken]


def _dynamic_lines(rule: HostRule, site: _Site) -> list[_Line]:
    """Write a pattern, and behind it the same without the slash at its end."""
    pairs = [(rule.source, rule.target)]
    if rule.target.startswith(f"/:{SPLAT}"):
        pairs = _guarded(rule)
    is_longer = rule.source.endswith("*") and rule.names != (SPLAT,)
    if (rule.is_folder or is_longer) and not _covers_file(rule, site):
        pairs.append((rule.stem, _without_rest(rule)))
    return [
        _line(rule, text, target)
        for source, target in pairs
        for text in spellings(source)
    ]


def _guarded(rule: HostRule) -> list[tuple[str, str]]:
    """Let something that is no slash start a target that starts with ``:splat``.

    ``/go/* /:splat`` would lead ``/go//evil.example`` to another host, even if the
    target named this one: Cloudflare leaves the site's own host out.
    """
    part = f"{rule.stem}/{_FIRST}"
    rest = rule.target.removeprefix(f"/:{SPLAT}")
    pairs = [(f"{part}/*", f"/{_FIRST}/:{SPLAT}{rest}"), (part, f"/{_FIRST}{rest}")]
    if rule.names != (SPLAT,):
        pairs.append((f"{rule.stem}/", _without_rest(rule)))
    return pairs


def _bare_lines(number: int, rule: HostRule, site: _Site) -> list[_Line]:
    """Write ``/blog`` for ``/blog/*``, unless an earlier pattern answers for that."""
    if rule.names != (SPLAT,) or not rule.stem:
        return []
    folder = rule.redirect.source.removesuffix("*")
    if any(earlier.fullmatch(folder) for earlier in site.matchers[:number]):
        return []
    paths = [rule.stem]
    if rule.target.startswith(f"/:{SPLAT}"):
        paths.append(f"{rule.stem}/")
    target = _without_rest(rule)
    return [_line(rule, text, target) for path in paths for text in spellings(path)]


def _covers_file(rule: HostRule, site: _Site) -> bool:
    """Tell whether a pattern without its slash would be about a file of the site."""
    source = rule.redirect.source.removesuffix("*").removesuffix("/")
    return bool(replace(rule.redirect, source=source).find_among(site.files))


def _without_rest(rule: HostRule) -> str:
    """Write where a pattern leads if nothing stands in the place of its star."""
    target = fill_target(
        rule.target, rule.names, lambda name: "" if name == SPLAT else f":{name}"
    )
    return f"/{target.lstrip('/')}" if target.startswith("/") else target


def _line(rule: HostRule, source: str, target: str) -> _Line:
    return _Line(source, f"{source} {target} {rule.status}", rule.span)


def _problem(rule: HostRule) -> Diagnostic | None:
    """Report what Cloudflare cannot do."""
    if rule.query:
        return refuse_query("Cloudflare Pages", rule)
    if rule.redirect.is_gone:
        return warning(
            "HOST004",
            f"Cloudflare Pages cannot answer 410 for '{rule.redirect.source}'",
            rule.span,
            "leave the rule out: where nothing fits, it answers 404",
        )
    if any(_COLON.search(text) for text, _ in split_holes(rule.source)):
        return refuse(
            "HOST006",
            f"Cloudflare Pages reads a placeholder in '{rule.redirect.source}'",
            rule,
            "write a pattern that leaves out the part with the colon",
        )
    if rule.target.lower().startswith("http:"):
        return refuse(
            "HOST005",
            f"Cloudflare Pages cannot lead to '{rule.redirect.target}' without TLS",
            rule,
            "write an address that starts with https://",
        )
    return None


def _find_limits(static: Sequence[_Line], dynamic: Sequence[_Line]) -> Findings:
    longest: dict[Span, int] = {}
    for line in (*static, *dynamic):
        if len(line.text) > LONGEST * NEAR:
            longest[line.span] = max(len(line.text), longest.get(line.span, 0))
    return (
        *check_limit(
            "lines of single addresses for Cloudflare Pages",
            [line.span for line in static],
            MOST_STATIC,
            _FEWER,
        ),
        *check_limit(
            "lines of patterns for Cloudflare Pages",
            [line.span for line in dynamic],
            MOST_DYNAMIC,
            "leave out patterns, or list the few addresses that matter one by one",
        ),
        *(_long(*place) for place in longest.items()),
    )


def _long(span: Span, length: int) -> Diagnostic:
    message = f"a line of {length:,} characters for Cloudflare Pages, which reads"
    hint = "shorten the target, or the old address with a pattern"
    if length > LONGEST:
        return error("HOST003", f"{message} {LONGEST:,}", span, hint)
    return warning("HOST001", f"{message} {LONGEST:,}", span, hint)
