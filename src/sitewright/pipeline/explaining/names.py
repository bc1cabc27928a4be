"""Tell of the names that Sitewright itself gives templates where their values come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sitewright.kernel.diagnostics import Span, suggest
from sitewright.kernel.frozen import replace
from sitewright.kernel.reports import count
from sitewright.model.explanation import UNSAID, Row
from sitewright.model.hooks import HOOKS_FILE, HookKind
from sitewright.model.page import Page
from sitewright.pipeline.explaining.origins import Origins
from sitewright.pipeline.explaining.settings import SETTINGS, tell_setting
from sitewright.pipeline.explaining.sitedata import tell_data
from sitewright.pipeline.explaining.whole import Whole
from sitewright.stages.items import make_item
from sitewright.stages.origins import find_value, list_leaves, write_keys
from sitewright.stages.templates.content import GENERATOR
from sitewright.stages.templates.facts import site_variable

COLLECTIONS: Final = "collections"
OURS: Final = (
    *("page", COLLECTIONS, "site", "navigation", "toc", "content", "eleventy"),
)
"""What templates see of Sitewright's own, at the top level."""

_OURSELVES, _BY_PATH = "Sitewright itself", "the file's path"

_OF_SETTINGS: Final = {"feed": ("feed", "path")}
"""Where settings stand that templates see under another name."""


def tell_value(whole: Whole, page: Page | None, parts: Sequence[str]) -> Row | None:
    """Tell where a value comes from, as templates see it.

    Args:
        whole: The site.
        page: Whose templates; None for those of any page.
        parts: The parts of its name.

    Returns:
        Its origin; None if templates see no such name.
    """
    if not parts:
        return None
    if parts[0] in OURS and (row := _tell_own(whole, page, parts)):
        return row
    origins = Origins(whole, page) if page else None
    if page and origins:
        if (found := find_value(page.data, parts)) and found.keys:
            return origins.tell(found)
        if row := _tell_part(whole, page, parts):
            return row
    row = tell_data(whole, parts) or tell_global(whole, parts)
    return row or (origins.tell_of_nothing(parts) if origins else None)


def tell_global(whole: Whole, parts: Sequence[str]) -> Row | None:
    """Tell of a global value or function that hooks give templates."""
    hooks = whole.workspace.hooks
    if found := find_value(hooks.values, parts):
        remark = f"{HookKind.GLOBAL} of {HOOKS_FILE}"
        return Row(write_keys(found.keys), found.value, Span(HOOKS_FILE), remark)
    named = (hook for hook in hooks.of(HookKind.FUNCTION) if [hook.name] == [*parts])
    hook = next(named, None)
    return Row(hook.name, UNSAID, hook.span, hook.kind) if hook else None


def near_name(whole: Whole, page: Page | None, name: str) -> str:
    """Find the name of a value that is meant; empty if none is near."""
    return suggest(name, names_of(whole, page))


def names_of(whole: Whole, page: Page | None) -> Iterator[str]:
    """Name what templates see; of a page's own values, those inside, too."""
    yield from OURS
    yield from whole.plan.reading.site_data
    yield from map("site.{}".format, site_variable(whole.config, None))
    for leaf in list_leaves(page.data) if page else ():
        yield from (write_keys(leaf.keys[:end]) for end in range(1, len(leaf.keys) + 1))


def _tell_own(whole: Whole, page: Page | None, parts: Sequence[str]) -> Row | None:
    name, *inner = parts
    if name == "site":
        return _tell_of_site(whole, inner)
    if name == COLLECTIONS:
        return _tell_collection(whole, inner)
    if name == "eleventy":
        known = {"generator": GENERATOR}
        found = find_value(known, inner)
        return Row(".".join(parts), found.value, None, _OURSELVES) if found else None
    if page is None:
        return None
    if name == "page":
        return _tell_of_page(whole, page, inner)
    return None if inner else _tell_made(whole, page, name)


def _tell_of_site(whole: Whole, inner: Sequence[str]) -> Row | None:
    """Tell of the settings that templates see, and of data laid over them."""
    values = site_variable(whole.config, whole.plan.site.data.get("site"))
    found = find_value(values, inner)
    if found is None:
        return None
    label = write_keys(("site", *found.keys))
    if not inner:
        remark = "settings, and data of that name"
        return Row(label, found.value, Span(whole.config.path), remark)
    written = _OF_SETTINGS.get(inner[0], (*map(str, found.keys),))
    below = tell_setting(whole.workspace.config, written)
    if data := tell_data(whole, ("site", *inner)):
        over = (Row(f"over {SETTINGS}", below.value, below.span),) if below else ()
        return Row(label, found.value, data.span, data.remark, (*data.below, *over))
    place = below.span if below else None
    return Row(label, found.value, place, below.remark if below else SETTINGS)


def _tell_collection(whole: Whole, inner: Sequence[str]) -> Row | None:
    site = whole.plan.site
    if not inner:
        names = sorted({*site.collections, *site.own_collections})
        return Row("collections", names, None, "tags, settings and hooks")
    name = ".".join(inner)
    span = place_of_collection(whole, name)
    if name in site.collections:
        number = count(len(site.collections[name]), "page")
        remark = "" if span else "made of tags" if name != "all" else "every page"
        return Row(f"collections.{name}", number, span, remark)
    found = find_value(site.own_collections, inner)
    if found is None:
        return None
    return Row(write_keys(("collections", *found.keys)), found.value, span)


def place_of_collection(whole: Whole, name: str) -> Span | None:
    """Find where a collection is declared; None if it is made of tags."""
    rules = (rule.span for rule in whole.config.collections if rule.name == name)
    hooks = whole.workspace.hooks.of(HookKind.COLLECTION)
    return next(rules, next((it.span for it in hooks if it.name == name), None))


def _tell_of_page(whole: Whole, page: Page, inner: Sequence[str]) -> Row | None:
    """Tell of what templates know of a page by its path and address."""
    item, _ = make_item(page, whole.config)
    own = item["page"]
    label = ".".join(("page", *inner))
    if inner and inner[0] in ("rawInput", "raw_input"):
        return _tell_made(whole, page, "content", label)
    found = find_value(own, inner)
    if found is None:
        return None
    path = Span(page.path)
    if not inner:
        return Row(label, page.url or page.path, path, "its file and its address")
    return _told_of_part(whole, page, inner, Row(label, found.value, path))


def _told_of_part(whole: Whole, page: Page, inner: Sequence[str], row: Row) -> Row:
    """Tell who decided what is known of a page."""
    if inner[0] in ("url", "outputPath", "output_path"):
        return _told_of_address(whole, page, row.label, row.value)
    date = find_value(page.data, ("date",))
    if inner[0] == "date" and date and date.value is not None:
        told = Origins(whole, page).tell(date)
        return replace(row, span=told.span, remark=told.remark, below=told.below)
    if row.value is None:
        return replace(row, remark="neither a field 'date' nor the path says one")
    constant = inner[0] in ("outputFileExtension", "output_file_extension")
    return replace(row, remark=_OURSELVES if constant else _BY_PATH)


def _told_of_address(whole: Whole, page: Page, label: str, value: object) -> Row:
    """Tell who decided an address: a permalink, or the path of the file."""
    found = find_value(page.data, ("permalink",))
    if found is None or found.value in (None, ""):
        number = whole.plan.paged.numbers.get(page.key)
        remark = "the file's path, and the number of the page" if number else _BY_PATH
        return Row(label, value, Span(page.path), remark)
    told = Origins(whole, page).tell(found, "permalink")
    over = Row("permalink", told.value, told.span, told.remark, told.below)
    below = told.below if told.value == value else (over,)
    remark = ", ".join(filter(None, ("permalink", told.remark)))
    return Row(label, value, told.span, remark, below)


def _tell_made(whole: Whole, page: Page, name: str, label: str = "") -> Row:
    """Tell of what is made of the page's text, or of the navigation."""
    if name == "navigation":
        entry = page.navigation
        span = entry.key_span if entry else Span(page.path)
        key = entry.key if entry else "no entry"
        return Row(name, key, span, "the entries of all pages")
    origins = Origins(whole, page)
    if name == "toc" and not page.shows_toc:
        asked = origins.span_of("showTOC") if "showTOC" in page.data else None
        return Row(name, [], asked, "empty, as 'showTOC' is not true")
    document = whole.document(page.path)
    span = Span(page.path, document.text_line if document else 1, 1)
    made = "headings of the text" if name == "toc" else "the text of the page"
    return Row(label or name, UNSAID, span, made)


def _tell_part(whole: Whole, page: Page, parts: Sequence[str]) -> Row | None:
    """Tell of what a page of several sees of its part of the data."""
    paging = whole.plan.paged.pagings.get(page.path)
    if paging is None:
        return None
    span = Origins(whole, page).span_of("pagination", "data")
    number = whole.plan.paged.numbers.get(page.key, 0)
    part = f"part {number + 1} of {len(paging.parts)} of '{paging.source}'"
    if parts[0] == "pagination" or parts[0] == paging.alias.partition(".")[0]:
        return Row(".".join(parts), UNSAID, span, part)
    return None
