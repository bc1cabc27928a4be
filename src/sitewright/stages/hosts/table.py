"""Prepare the table of redirects for the files of hosts: order, spelling, limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final
from urllib.parse import quote

from sitewright.kernel.diagnostics import Diagnostic, Findings, Span, error, warning
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import output_path_of
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.spelling import encode_target, folder_of, spellings

SPLAT: Final = "splat"
NEAR: Final = 0.8
"""Of a host's limit, the part past which an author is to be warned."""

_HOLE: Final = regex(r"(?<=/):([A-Za-z_]\w*)|\*")


@frozen
class HostRule:
    """One redirect as the file of a host needs it.

    Attributes:
        redirect: What was asked for.
        source: The old path with the site's folder in front, not percent-encoded, and
            without a query.
        target: Percent-encoded, with the site's folder in front; placeholders stand
            in it as ``:name``, the rest as ``:splat``. Empty if it is gone.
    """

    redirect: Redirect
    source: str
    target: str

    @property
    def status(self) -> int:
        """What the host is to answer."""
        return self.redirect.status

    @property
    def query(self) -> str:
        """What visitors must ask besides; mostly empty."""
        return self.redirect.query

    @property
    def span(self) -> Span:
        """Where it was asked for."""
        return self.redirect.span

    @property
    def names(self) -> tuple[str, ...]:
        """Name its placeholders in the order of the source."""
        return tuple(name for _, name in split_holes(self.source) if name)

    @property
    def stem(self) -> str:
        """The source without the slash, or the slash and the star, at its end.

        Empty for the whole site. A source that is a file has none to leave out.
        """
        return self.source.removesuffix("*").removesuffix("/")

    @property
    def is_folder(self) -> bool:
        """Whether it is about a page, which people ask for in three spellings."""
        return self.source.endswith("/")


def make_rules(redirects: Iterable[Redirect], config: SiteConfig) -> list[HostRule]:
    """Prepare redirects, in the order in which hosts are to try them.

    Hosts stop at the first that fits, and Cloudflare counts all behind the first
    pattern as patterns: so single addresses come first, those with a query before the
    same without one, and of patterns the longest.
    """
    base = folder_of(config)
    ordered = sorted(redirects, key=lambda redirect: redirect.rank)
    return [_make_rule(redirect, base) for redirect in ordered]


def _make_rule(redirect: Redirect, base: str) -> HostRule:
    target = encode_target(redirect.target, base) if redirect.target else ""
    rule = HostRule(redirect, base + redirect.path, target)
    return _with_plain_names(rule) if redirect.is_pattern else rule


def _with_plain_names(rule: HostRule) -> HostRule:
    """Rename placeholders where hosts would take one for the start of another.

    Netlify and Cloudflare put the value of ``:a`` into ``:ab``, too, and Cloudflare
    knows only names that start with a letter.
    """
    names = [name for name in rule.names if name != SPLAT]
    others = [*names, SPLAT]
    is_plain = all(
        name.isascii()
        and name[0].isalpha()
        and not any(other != name and other.startswith(name) for other in others)
        for name in names
    )
    if is_plain:
        return rule
    new = {name: f"p{number:02}" for number, name in enumerate(names)}
    source = "".join(
        text + (f":{new[name]}" if name in new else "*" if name else "")
        for text, name in split_holes(rule.source)
    )
    target = fill_target(
        rule.target, (*names, SPLAT), lambda name: f":{new.get(name, name)}"
    )
    return replace(rule, source=source, target=target)


def split_holes(source: str) -> list[tuple[str, str]]:
    """Split a source into texts, each with the placeholder behind it.

    Returns:
        Pairs; the placeholder of the last is empty, and ``*`` is called ``splat``.
    """
    pieces, end = [], 0
    for found in _HOLE.finditer(source):
        pieces.append((source[end : found.start()], found[1] or SPLAT))
        end = found.end()
    return [*pieces, (source[end:], "")]


def fill_target(target: str, names: Sequence[str], write: Callable[[str], str]) -> str:
    """Put something into the place of each placeholder of a target.

    Args:
        target: As ``HostRule`` has it.
        names: The placeholders; percent-encoded ones are found, too.
        write: What stands for a name.
    """
    known = {quote(name): name for name in names}
    if not known:
        return target
    longest = sorted(known, key=len, reverse=True)
    holes = re.compile(":(" + "|".join(map(re.escape, longest)) + ")")
    return holes.sub(lambda found: write(known[found[1]]), target)


def variants(rule: HostRule, with_index: bool, *, with_stem: bool = True) -> list[str]:
    """List the spellings of a single address that visitors ask for, encoded.

    Args:
        rule: A rule without placeholders.
        with_index: Whether the one that ends in ``index.html`` is wanted.
        with_stem: Whether that of a page without the slash at its end is.
    """
    paths = [rule.source]
    if rule.is_folder and with_stem and rule.stem:
        paths.append(rule.stem)
    if rule.is_folder and with_index:
        paths.append("/" + output_path_of(rule.source))
    return [text for path in paths for text in spellings(path)]


def safe_target(rule: HostRule, config: SiteConfig, *, is_guarded: bool = False) -> str:
    """Name the site in a target that starts with what visitors ask for.

    ``/go/* /:splat`` would lead ``/go//evil.example`` to another host.

    Args:
        rule: Any rule.
        config: For the site's address.
        is_guarded: Whether the host puts nothing there that starts with a slash; but
            there may be nothing at all.
    """
    starts = f"/:{SPLAT}/" if is_guarded else "/:"
    if rule.redirect.is_pattern and rule.target.startswith(starts):
        return config.url.rstrip("/") + rule.target
    return rule.target


def check_limit(what: str, spans: Sequence[Span], limit: int, hint: str) -> Findings:
    """Warn near a limit of a host, and refuse what is past it.

    Args:
        what: What there is too much of, and for whom.
        spans: Where each was asked for.
        limit: How many the host takes.
        hint: What an author can do.
    """
    count = len(spans)
    if count > limit:
        message = f"{count:,} {what}, which takes {limit:,}"
        return (error("HOST002", message, spans[limit], hint),)
    if count > limit * NEAR:
        message = f"{count:,} {what}, which takes {limit:,}"
        return (warning("HOST001", message, spans[-1], hint),)
    return ()


def refuse_query(host: str, rule: HostRule) -> Diagnostic:
    """Report an address with a query, for a host that compares paths alone."""
    message = f"{host} does not look at the query of '{rule.redirect.source}'"
    path = rule.redirect.path
    hint = f"take the rule out; visitors are shown what answers for '{path}'"
    return refuse("HOST011", message, rule, hint)


def refuse(code: str, message: str, rule: HostRule, hint: str) -> Diagnostic:
    """Report a redirect that a host cannot do at all."""
    return error(code, message, rule.span, hint)
