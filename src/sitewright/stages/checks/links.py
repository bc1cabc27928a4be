"""Look at where the addresses on pages lead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from sitewright.kernel.diagnostics import printable, suggest
from sitewright.kernel.frozen import replace
from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.leads import Lead, find_leads
from sitewright.stages.checks.destinations import Destination, Destinations, Way
from sitewright.stages.checks.files import LeadingFile, Reference, list_files

_ALWAYS: Final = ("", "top")
_OF_SCRIPTS: Final = ("/", "!")
"""How a fragment begins that is an address for scripts, and no id."""

_FROM_ANYWHERE: Final = ("/", "http:", "https:")
_SAFE: Final = "%!$&'()*+,;=:@/?-._~"
_NOTHING_NEAR: Final = (
    "correct it; or name it under 'check.elsewhere', if others answer there"
)
_SAID: Final = {
    Way.OTHER_CASE: (
        "LNK004",
        "there is no '{url}', but '{better}' in other letters",
        "write '{hint}': most hosts tell capitals from small letters",
    ),
    Way.MOVED: ("LNK005", "'{url}' only redirects to '{better}'", "write '{hint}'"),
    Way.WITHHELD: (
        "LNK006",
        "'{url}' is not published: {source} is held back",
        "publish it, or remove the link until then",
    ),
    Way.GONE: ("LNK001", "'{url}' is gone, as a redirect says", "remove the link"),
}
"""The code, message and hint for what becomes of a visitor."""


def find_broken(site: FinishedSite) -> Iterator[tuple[str, Complaint]]:
    """Find addresses that lead nowhere, or not straight to where they should."""
    judge = _Judge(site)
    said: set[str] = set()
    for key, page in site.pages.items():
        standpoint = judge.destinations.standpoint(page)
        for lead in find_leads(page.markup):
            for complaint in judge.find(lead, standpoint):
                said.add(complaint.message)
                yield key, complaint
    for file in list_files(site):
        yield from ((file.key, it) for it in file.complaints)
        for reference in file.references:
            for complaint in judge.find(reference.lead, reference.standpoint):
                if not reference.is_quoted or complaint.message not in said:
                    yield file.key, _place(complaint, file, reference)


def _place(complaint: Complaint, file: LeadingFile, reference: Reference) -> Complaint:
    """Say where in a file an address stands, or how it is written there."""
    hint = _hint_of(reference) or complaint.hint
    span, example = file.place(reference), reference.lead.address
    return replace(complaint, hint=hint, span=span, example=f"'{printable(example)}'")


def _hint_of(reference: Reference) -> str:
    """Say why an address fails in a feed that is right on the page it comes from."""
    address = reference.lead.address
    if not reference.is_quoted or address.startswith(_FROM_ANYWHERE):
        return ""
    return f"write '{printable(address)}' so that it does not count from the feed"


def find_disowned(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find links that are marked as if a visitor had written them."""
    for link in page.markup.of("a", "area"):
        if "ugc" in link.value("rel").lower().split():
            rel = link.value("rel")
            yield Complaint(
                "LNK010",
                "'ugc' says that a visitor wrote this link",
                "remove 'ugc' from its 'rel': the link is the site's own",
                (f'rel="{rel}"', rel, link.value("href")),
            )


class _Judge:
    """Says what is wrong with where addresses lead."""

    def __init__(self, site: FinishedSite) -> None:
        self.destinations = Destinations(site)
        self._pages = {page.page.output_path: page for page in site.pages.values()}
        self._ids = lru_cache(maxsize=None)(self._find_ids)

    def find(self, lead: Lead, standpoint: str) -> Iterator[Complaint]:
        """Follow an address, and say what is wrong with where it leads, if anything is."""
        found = self.destinations.find(lead.address, standpoint)
        if found.way is Way.OUTSIDE:
            return
        if complaint := _judge(lead, found, self.destinations):
            yield complaint
        elif found.fragment and found.path in self._pages:
            yield from _check_fragment(lead, found, self._ids(found.path))

    def _find_ids(self, path: str) -> frozenset[str]:
        """Name all that a fragment can lead to on a page."""
        markup = self._pages[path].markup
        ids = {node.value("id") for node in markup.nodes if "id" in node.attributes}
        return frozenset(ids | {node.value("name") for node in markup.of("a")})


def _judge(lead: Lead, found: Destination, known: Destinations) -> Complaint | None:
    """Say what is wrong with where an address leads, if anything is."""
    forms = _forms_of(lead.address, found, known)
    if found.way is Way.MISSING:
        return Complaint(*_miss(lead, found, known), forms)
    if found.way in _SAID:
        code, message, hint = _SAID[found.way]
        given = {"url": found.url, "source": found.source}
        given["better"] = known.write(found.better)
        given["hint"] = _suggestion(lead, found, known)
        return Complaint(code, message.format(**given), hint.format(**given), forms)
    if found.names_host and lead.is_seen:
        message = f"'{lead.address}' names the site's own host"
        hint = f"write '{known.write(found.url)}', which a preview leads to, too"
        return Complaint("LNK007", message, hint, forms)
    return None


def _miss(lead: Lead, found: Destination, known: Destinations) -> tuple[str, str, str]:
    """Give the code, message and hint about an address where nothing is."""
    code, what = ("LNK001", "page") if lead.is_link else ("LNK003", "file")
    message = f"there is no {what} '{found.url}'"
    if found.url == found.better:
        message = f"'{found.url}' lies outside of the site's folder '{known.base}/'"
    better = _suggestion(lead, found, known)
    return code, message, f"did you mean '{better}'?" if better else _NOTHING_NEAR


def _suggestion(lead: Lead, found: Destination, known: Destinations) -> str:
    """Write the better address, in full if the old one rightly was; empty if none."""
    better = found.better
    if not better and found.way is Way.MISSING:
        better = known.suggest(found.url)
    return known.write(better, is_full=found.names_host and not lead.is_seen)


def _check_fragment(
    lead: Lead, found: Destination, ids: frozenset[str]
) -> Iterator[Complaint]:
    """Say that an address leads to a place in a page that is not there."""
    written = found.fragment.partition(":~:")[0]
    name = unquote(written)
    forms = {written, name, quote(written, safe=_SAFE)}  # of which browsers try each
    if name in _ALWAYS or name.startswith(_OF_SCRIPTS) or forms & ids:
        return
    near = suggest(name, ids)
    hint = (
        f"did you mean '#{near}'?" if near else f"give its heading that id: {{#{name}}}"
    )
    literals = (lead.address, unquote(lead.address), f"#{name}")
    yield Complaint("LNK002", f"'{found.url}' has no id '{name}'", hint, literals)


def _forms_of(address: str, found: Destination, known: Destinations) -> tuple[str, ...]:
    """Write an address as it may stand in a source: templates complete some."""
    forms = [address, unquote(address)]
    if found.names_host or known.base:
        forms += [known.write(found.url), found.url]
    return tuple(dict.fromkeys(forms))
