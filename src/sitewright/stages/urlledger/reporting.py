"""Report what was lost, with the nearest page and the lines that lead there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Findings, Note, Severity, Span
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import clash_key
from sitewright.model.urlledger import Address, Addresses, Entry, State, key_of
from sitewright.stages.urlledger.comparing import Standing
from sitewright.stages.urlledger.lines import format_url
from sitewright.stages.urlledger.nearest import Nearest, is_page

_PLAIN: Final = regex(r"/[\w/.~+%-]*")


def find_lost(
    standing: Standing, site: Addresses, severity: Severity, config: str = "site.yaml"
) -> Findings:
    """Find every address that was published, and that nothing answers for now.

    Args:
        standing: What ``compare`` returns.
        site: The addresses of the site.
        severity: How much that matters to the command.
        config: The settings file, for the lines to add there.
    """
    if not standing.lost:
        return ()
    fresh = {entry.url for entry in standing.new}
    nearest = Nearest(site.published, fresh, [item.url for item in standing.lost])
    withheld = {key_of(address.url): address for address in site.withheld}
    folded = {clash_key(key_of(item.url)): item for item in site.published}
    found = []
    for entry in standing.lost:
        key = key_of(entry.url)
        if page := withheld.get(key):
            found.append(_withheld(entry, page, severity))
        elif (page := folded.get(clash_key(key))) and page.path:
            found.append(_respelt(entry, page, severity))
        else:
            found.append(_lost(entry, nearest.find(entry.url), severity, config))
    return tuple(found)


def _withheld(entry: Entry, page: Address, severity: Severity) -> Diagnostic:
    """Report an address whose page is not published any more."""
    hint = f"publish it again, redirect '{entry.url}', or {_gone(entry)}"
    notes = (Note("its page is pending, or its date is to come", Span(page.path)),)
    return Diagnostic("URL010", severity, _message(entry), entry.span, hint, notes)


def _respelt(entry: Entry, page: Address, severity: Severity) -> Diagnostic:
    """Report an address that differs in letters that hosts tell apart."""
    url = f"{key_of(entry.url).rstrip('/')}/" if page.url.endswith("/") else entry.url
    hint = f"let {page.path} keep its address, or {_gone(entry)}"
    notes = (Note(f"hosts tell it from '{page.url}'", Span(page.path)),)
    paste = f"permalink: {_quoted(url)}"
    message = _message(entry)
    return Diagnostic("URL010", severity, message, entry.span, hint, notes, paste)


def _lost(
    entry: Entry, near: Address | None, severity: Severity, config: str
) -> Diagnostic:
    """Report an address, with the page that is nearest and the lines that lead there."""
    message = _message(entry)
    if near is None:
        hint = f"redirect it in {config} to the page that visitors seek, or "
        paste = f"redirects:\n  {_quoted(format_url(entry.url))}: /…/"
    elif near.path and is_page(Address(entry.url)):
        hint = f"if {near.path} took its place, write there what follows; or "
        paste = _old_addresses((*near.old, format_url(entry.url)))
    else:
        hint = f"if '{near.url}' took its place, write what follows in {config}; or "
        pair = _quoted(format_url(entry.url)), _quoted(format_url(near.url))
        paste = f"redirects:\n  {pair[0]}: {pair[1]}"
    hint += _gone(entry)
    return Diagnostic("URL010", severity, message, entry.span, hint, (), paste)


def _message(entry: Entry) -> str:
    if entry.state is State.MOVED:
        return f"'{entry.url}' was redirected, and nothing answers for it now"
    return f"'{entry.url}' was published, and nothing answers for it now"


def _gone(entry: Entry) -> str:
    word = format_url(entry.url)
    word = word if _PLAIN.fullmatch(word) else "'" + word.replace("'", r"'\''") + "'"
    return f"if it went on purpose: sitewright ledger accept --gone {word}"


def _old_addresses(old: Sequence[str]) -> str:
    if len(old) == 1:
        return f"redirect_from: {_quoted(old[0])}"
    return "\n".join(["redirect_from:", *(f"  - {_quoted(url)}" for url in old)])


def _quoted(text: str) -> str:
    """Write text as YAML reads it back."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
