"""Look at what a page gives to other hosts, and takes from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.leads import Lead, find_leads
from sitewright.model.markup import Markup, Node

_HERE: Final = frozenset({"", "_self", "_parent", "_top"})
_LOADED: Final = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload"}
)
_KEEPS_AWAY: Final = frozenset({"noopener", "noreferrer"})


def find_steerable(page: FinishedPage, site: FinishedSite) -> Iterator[Complaint]:
    """Find links that open a window of another host which can lead this one elsewhere.

    Browsers take ``noopener`` for granted with ``_blank``, as the HTML Standard has it
    since 2019; not with a name, nor where ``opener`` is written.
    """
    for node in page.markup.of("a", "area", "form"):
        address = node.value("action" if node.tag == "form" else "href")
        if _is_strange(address, site) and _can_steer(page.markup, node):
            host = urlsplit(address.strip()).netloc
            target, rel = node.value("target"), node.value("rel")
            verb = (
                "write 'noopener' for 'opener'"
                if "opener" in rel.lower()
                else "add 'noopener'"
            )
            yield Complaint(
                "SEC005",
                f"'{host}' can lead visitors of this page elsewhere from its new window",
                f"{verb} in its 'rel'",
                (f'rel="{rel}"', f'target="{target}"', address),
            )


def find_unchecked(page: FinishedPage, site: FinishedSite) -> Iterator[Complaint]:
    """Find scripts of other hosts that can change without notice."""
    for node in page.markup.of("script"):
        address = node.value("src")
        if _is_strange(address, site) and not node.value("integrity"):
            yield Complaint(
                "SEC006",
                f"whoever can change '{address}' can change this page",
                "put the script into the site's own files, or name its digest in "
                "'integrity', along with 'crossorigin'",
                (address,),
            )


def find_plain(page: FinishedPage, site: FinishedSite) -> Iterator[Complaint]:
    """Find what a page of an https site loads or sends without encryption."""
    if not site.site.config.url.lower().startswith("https:"):
        return
    for lead in find_leads(page.markup):
        is_sent = lead.is_link and lead.node.tag == "form"
        is_plain = lead.address.strip().lower().startswith("http:")
        if not is_plain or not (is_sent or _is_loaded(lead)):
            continue
        message = f"'{lead.address}' is loaded without encryption"
        if is_sent:
            message = f"what visitors write is sent to '{lead.address}' unencrypted"
        hint = (
            "write 'https:'; browsers block, or warn of, what comes or goes by 'http:'"
        )
        yield Complaint("SEC007", message, hint, (lead.address,))


def _is_loaded(lead: Lead) -> bool:
    """Tell whether browsers fetch what an address leads to along with the page."""
    if lead.node.tag == "link":
        return not _LOADED.isdisjoint(lead.node.value("rel").lower().split())
    return not lead.is_link and lead.node.tag != "meta"


def _is_strange(address: str, site: FinishedSite) -> bool:
    """Tell whether an address names another host."""
    config = site.site.config
    own = {urlsplit(url).netloc.lower() for url in (config.own_url, config.url)}
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in ("", "http", "https") and (
        parts.netloc.lower() not in {"", *own}
    )


def _can_steer(markup: Markup, node: Node) -> bool:
    """Tell whether what a link opens knows the window that it comes from."""
    target, rel = node.value("target"), {*node.value("rel").lower().split()}
    if target.lower() in _HERE or rel & _KEEPS_AWAY:
        return False
    if target.lower() == "_blank":
        return "opener" in rel
    return all(frame.value("name") != target for frame in markup.of("iframe"))
