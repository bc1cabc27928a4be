"""Find what is not meant for visitors: comments, drafts, secrets, and raw syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitewright.kernel.comments import FOUND_IN_SOURCE, describe_comment
from sitewright.kernel.diagnostics import printable
from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.leads import list_addresses
from sitewright.model.markup import COMMENT, TEXT, Markup, Node

_OF_MACHINES: Final = re.compile(
    r"\s*(?:!|\[(?:if|end)|<!\[|#[a-z]|/?ko\b|prettier-|eslint-|htmlmin|build:)"
    r"|(?i:.*\b(?:licen[cs]ed?|copyright|©))",
    re.DOTALL,
)
_HERE: Final = r"localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\]"
_NEAR: Final = (
    r"[\w-]+\.(?:localhost|local|internal|test)|10(?:\.\d+){3}|192\.168(?:\.\d+){2}"
    r"|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}"
)
_OWN_MACHINE: Final = re.compile(
    r"file:///?\S+|(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@\s]*@)?"
    rf"(?:{_HERE}|{_NEAR})(?=[:/?#]|\Z)",
    re.IGNORECASE,
)
_IN_PROSE: Final = re.compile(
    rf"(?:(?<=://)(?:{_HERE}|{_NEAR})|(?<![\w.@/:-])(?:{_HERE}))(?::\d+)?(?![\w-]|\.\w)",
    re.IGNORECASE,
)
"""The same as text: names and numbers of the office only in addresses in full."""

_PROSE_HINTS: Final = (
    *("localhost", "127.", "0.0.0", "[::1]", "//10.", "//192.168.", "//172."),
    *(".local", ".internal", ".test"),
)
_SIGNED_IN: Final = (
    r"://[^\s/:@\"'<>]+:(?!(?:pass|secret|token|x+@|[*.…$%{&]|\.\.\.))[^\s/@\"'<>]+@"
)
_SECRETS: Final = {
    name: (hints, re.compile(shape))
    for name, hints, shape in (
        (
            "a private key",
            ("PRIVATE KEY",),
            r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----",
        ),
        (
            "a key of Amazon Web Services",
            ("AKIA", "ASIA"),
            r"\b(?:AKIA|ASIA)(?![0-9A-Z]*EXAMPLE)[0-9A-Z]{16}\b",
        ),
        (
            "a token of GitHub",
            ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
            r"\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_\w{60,})\b",
        ),
        ("a token of GitLab", ("glpat-",), r"\bglpat-[\w-]{20,}"),
        ("a token of Slack", ("xox",), r"\bxox[abprs]-[0-9A-Za-z-]{10,}"),
        ("a secret key of Stripe", ("k_live_",), r"\b[sr]k_live_[0-9A-Za-z]{20,}"),
        ("a key of SendGrid", ("SG.",), r"\bSG\.[\w-]{16,}\.[\w-]{16,}"),
        ("a token of npm", ("npm_",), r"\bnpm_[0-9A-Za-z]{36}\b"),
        ("a token of PyPI", ("pypi-AgE",), r"\bpypi-AgE[\w-]{50,}"),
        ("a secret key", ("sk-proj-", "sk-ant-"), r"\bsk-(?:proj|ant)-[\w-]{20,}"),
        ("a password", ("@",), _SIGNED_IN),
    )
}
"""What is looked for, behind what must be there if it is."""

_DRAFT: Final = re.compile(
    r"\b(?:TODO|FIXME|TBC|TBD|XXX)\b(?![\w-])|(?i:\blorem ipsum\b)", re.ASCII
)
_DRAFT_HINTS: Final = ("TODO", "FIXME", "TBC", "TBD", "XXX", "orem ipsum", "OREM IPSUM")
_ALL_IN_SPANISH: Final = ("es", "pt", "gl", "it")
_SYNTAX: Final = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\[object Object\]"
    r"|\{:? ?[.#][a-zA-Z][\w-]*(?: [^{}\n]*)?\}|\{ ?[a-z_.]+ ?\}\}"
    r"|\[[^\[\]\n]{1,200}\](?:\([^()\n]{1,300}\)?|\[[^\[\]\n]{0,200}\])"
    r"|\[[^\[\]\n]{1,200}\] \((?:https?:[^()\s]*|[\w./-]*\.(?:md|html?)(?:#[\w-]*)?)\)"
    r"|\[\^[^\[\]\s]{1,60}\]|\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]"
    r"|\([^()\n]{1,200}\)\[[^\[\]\s]*[./][^\[\]\s]*\]|##+\w[^\n]*",
    re.DOTALL,
)
"""All begin with a character of their own, which lets a search pass over the rest."""
_DAMAGED: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]|â€[\x80-\uffff]|Ã[\x80-\xbf]|Â[\xa0-\xbf]"
)
"""Control characters, and what UTF-8 looks like that was read as Windows-1252."""

_READ: Final = ("alt", "title", "content", "href", "placeholder", "aria-label")
"""Attributes that visitors read, or follow."""

_LITERAL: Final = ("code", "pre", "script", "style", "samp", "kbd", "textarea", "math")


def find_comments(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find comments of templates that are published; those of Markdown the build finds."""
    for node in page.markup.of(COMMENT):
        found = describe_comment(node.text)
        if found and not _OF_MACHINES.match(node.text):
            piece, message = found
            yield Complaint("LEAK001", message, FOUND_IN_SOURCE, (piece,))


def find_own_machines(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find addresses that only somebody in the office can reach."""
    for address in list_addresses(page.markup):
        if found := _OWN_MACHINE.match(address.strip()):
            where = found[0].removeprefix("//")
            message = f"visitors cannot reach '{printable(where)}'"
            hint = "write the address that they can reach"
            yield Complaint("LEAK002", message, hint, (address, where))


def find_own_address(site: FinishedSite) -> Iterator[tuple[str, Complaint]]:
    """Find an address of the site itself that only somebody in the office can reach."""
    config = site.site.config
    address = config.own_url or config.url
    if _OWN_MACHINE.match(address):
        message = f"visitors cannot reach the site's own address '{address}'"
        hint = "write the one that they can reach: sitemap, feed and redirects name it"
        yield "", Complaint("LEAK002", message, hint, span=config.url_span)


def find_spoken_of(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find texts about such addresses; where a link tells of one, its text does not."""
    markup = page.markup
    if not markup.mentions(*_PROSE_HINTS):
        return  # as on nearly all pages, which is quickly said
    for node in markup.of(TEXT):
        for found in _IN_PROSE.finditer(node.text):
            if markup.is_within(node, *_LITERAL) or _is_linked(markup, node):
                break
            hint = "write it as code, or the address that visitors can reach"
            yield Complaint("LEAK006", f"visitors read '{found[0]}'", hint, (found[0],))


def _is_linked(markup: Markup, text: Node) -> bool:
    """Tell whether a text is that of a link to somebody's own machine."""
    links = (node for node in markup.around(text) if node.tag == "a")
    return any(_OWN_MACHINE.match(node.value("href").strip()) for node in links)


def find_secrets(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find what looks like a secret, wherever on the page it is."""
    html = page.markup.html
    for name, (hints, shape) in _SECRETS.items():
        if not any(hint in html for hint in hints):
            continue
        for found in shape.finditer(html):
            message = f"this looks like {name}"
            hint = "remove it, and make it invalid where it came from"
            yield Complaint("LEAK003", message, hint, (found[0],))


def find_drafts(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find notes that an author meant to replace."""
    if not any(hint in page.markup.html for hint in _DRAFT_HINTS):
        return  # as on nearly all pages, which is quickly said
    outermost = page.markup.first("html")
    language = outermost.value("lang").lower().partition("-")[0] if outermost else ""
    for text in _texts(page.markup, _DRAFT):
        for found in _DRAFT.finditer(text):
            word = found[0]
            if word == "TODO" and language in _ALL_IN_SPANISH:
                continue
            hint = "write what is missing, or hold the page back with 'pending: true'"
            yield Complaint("LEAK004", f"visitors read '{word}'", hint, (word,))


def find_raw_syntax(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find syntax that should have become something else."""
    for text in _texts(page.markup, _SYNTAX):
        for found in _SYNTAX.finditer(text):
            shown = " ".join(found[0].split())
            message = f"visitors see '{printable(shown)}'"
            hint = "let it be rendered, remove it, or write it as code"
            yield Complaint("LEAK005", message, hint, (found[0],))


def find_damage(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find characters that are what became of others."""
    for text in _texts(page.markup, _DAMAGED):
        for found in dict.fromkeys(_DAMAGED.findall(text)):
            shown = found if found.isprintable() else f"U+{ord(found[-1]):04X}"
            message = f"visitors see '{printable(shown)}' in a text that was damaged"
            hint = "write it anew, or convert the text to UTF-8"
            yield Complaint("LEAK007", message, hint, (found,))


def _texts(markup: Markup, wanted: re.Pattern[str]) -> Iterator[str]:
    """List what visitors read of a page: texts and some attributes, but no code.

    Args:
        markup: The page.
        wanted: What is looked for; a page without it is not looked at.
    """
    if not wanted.search(markup.html):
        return
    for node in markup.nodes:
        if node.tag == TEXT:
            if wanted.search(node.text) and not markup.is_within(node, *_LITERAL):
                yield node.text
        elif node.attributes:
            yield from filter(None, map(node.value, _READ))
