"""Tell all about a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import replace
from sitewright.kernel.reports import count
from sitewright.kernel.urls import url_of
from sitewright.model.build import Kind
from sitewright.model.explanation import UNSAID, Explanation, Row, Section
from sitewright.model.page import Page
from sitewright.pipeline.explaining.answering import Answers
from sitewright.pipeline.explaining.depending import Needs
from sitewright.pipeline.explaining.leading import Links
from sitewright.pipeline.explaining.names import COLLECTIONS, tell_value
from sitewright.pipeline.explaining.origins import Origins
from sitewright.pipeline.explaining.placing import (
    tell_collections,
    tell_navigation,
    tell_redirects,
)
from sitewright.pipeline.explaining.rebuilding import tell_past
from sitewright.pipeline.explaining.whole import Whole, call_page
from sitewright.stages.layouts import span_of_layout
from sitewright.stages.origins import list_leaves, write_keys


def explain_page(whole: Whole, answers: Answers, page: Page) -> Explanation:
    """Tell all about a page, be it published or not."""
    links = Links(whole, answers)
    is_published = whole.is_published(page)
    sections = [_tell_values(whole, page), tell_navigation(whole, page)]
    sections.append(tell_collections(whole, page))
    if is_published and page.output_path.endswith((".html", ".htm")):
        sections.append(links.tell_out(page))
    if is_published and page.url:
        prints = [it for it in whole.outputs if it.kind is Kind.FINGERPRINTED]
        names = [url_of(it.path) for it in prints if it.origin == page.path]
        sections.append(links.tell_in(page.url, *names, key=page.key))
    if page.url and (redirects := tell_redirects(whole, page.url)):
        sections.append(redirects)
    sections.append(Needs(whole, page).tell())
    if page.output_path:
        sections.append(tell_past(whole, page))
    if numbered := _tell_numbers(whole, page):
        sections.append(numbered)
    if found := tell_findings(whole, page.path):
        sections.append(found)
    kind = "page" if is_published else "page that is not published"
    about = tuple(_tell_about(whole, page))
    return Explanation(call_page(page), kind, about, tuple(sections))


def _tell_about(whole: Whole, page: Page) -> Iterator[Row]:
    if page.title:
        yield Row("title", page.title)
    yield Row("source", page.path)
    if not whole.is_published(page):
        yield _why_not(whole, page)
    if page.url:
        if row := tell_value(whole, page, ("page", "url")):
            yield replace(row, label="address")
        yield Row("file", f"{whole.config.paths.output}/{page.output_path}")
    else:
        span = Origins(whole, page).span_of("permalink")
        yield Row("address", "none", span, "it writes no file")
    yield from _tell_layouts(whole, page)


def _tell_layouts(whole: Whole, page: Page) -> Iterator[Row]:
    """Tell which templates a page is wrapped in, the innermost first, and who asks."""
    layouts = whole.layouts_of(page)
    data = whole.plan.reading.data.get(page.path) or whole.merged(page.path)
    span: Span | None = span_of_layout(data) if "layout" in page.data else None
    for index, name in enumerate(layouts):
        yield Row("  in" if index else "layout", whole.template_path(name), span)
        place = whole.levels.heads[name].places.get(("layout",))
        span = place.value if place else None
    if not layouts:
        yield Row("layout", "none", span)


def tell_findings(whole: Whole, path: str) -> Section | None:
    """Tell what was found wrong in a file; None if nothing was."""
    found = [it for it in whole.findings if it.span and it.span.path == path]
    rows = tuple(Row(it.code, it.message, it.span, it.severity) for it in found)
    return Section("Found in it", rows) if rows else None


def _why_not(whole: Whole, page: Page) -> Row:
    """Tell why a page is not published."""
    origins = Origins(whole, page)
    for key in ("pending", "draft"):
        if page.data.get(key) is True:
            return Row("not published", f"{key}: true", origins.span_of(key))
    if page.date:
        span = origins.span_of("date")
        return Row("not published", "dated in the future", span, str(page.date))
    return Row("not published", "a hook has left it out")


def _tell_values(whole: Whole, page: Page) -> Section:
    """Tell where every value of the page comes from."""
    origins = Origins(whole, page)
    rows = [origins.tell(leaf) for leaf in list_leaves(page.data) if leaf.keys]
    own = Span(page.path)

    def place(row: Row) -> tuple[bool, Span]:
        span = row.span or own
        return span.path != page.path, span

    return Section("Values", tuple(sorted(rows, key=place)))


def _tell_numbers(whole: Whole, page: Page) -> Section | None:
    """Tell of all pages that a source makes, if they are several."""
    pages = whole.pages_of(page.path)
    if len(pages) == 1:
        return None
    rows = tuple(
        Row(
            it.url or it.key, it.title or UNSAID, None, "this one" if it is page else ""
        )
        for it in pages
    )
    return Section("Pages of this source", rows)


def explain_value(
    whole: Whole, page: Page | None, parts: Sequence[str]
) -> Explanation | None:
    """Tell all about one value.

    Args:
        whole: The site.
        page: Whose templates see it; None for those of any page.
        parts: The parts of its name.

    Returns:
        Its origin; None if templates see no such name.
    """
    row = tell_value(whole, page, parts)
    if row is None:
        return None
    of = f" of {call_page(page)}" if page else ""
    sections = []
    if page and isinstance(row.value, dict) and row.value:
        origins = Origins(whole, page)
        leaves = [
            leaf
            for leaf in list_leaves(page.data)
            if write_keys(leaf.keys).startswith(f"{row.label}.")
        ]
        if leaves:
            sections.append(Section("Values", tuple(map(origins.tell, leaves))))
    if row.label.startswith(f"{COLLECTIONS}."):
        sections += _tell_collection(whole, row.label.partition(".")[2])
    elif not page and (readers := whole.readers_of(f"data:{parts[0]}")):
        sections.append(tell_pages("Read by", readers))
    return Explanation(f"{row.label}{of}", "value", (row,), tuple(sections))


def _tell_collection(whole: Whole, name: str) -> Iterator[Section]:
    """Tell which pages are in a collection, and which pages show it."""
    keys = whole.plan.site.collections.get(name, ())
    yield tell_pages("Pages", [whole.plan.pages[key] for key in keys])
    yield tell_pages("Read by", whole.readers_of(f"collection:{name}"))


def tell_pages(title: str, pages: Sequence[Page], remark: str = "") -> Section:
    """List pages under a heading."""
    rows = tuple(
        Row(call_page(it), it.title or UNSAID, Span(it.path), remark) for it in pages
    )
    note = "" if len(rows) < 2 else f"{count(len(rows), 'page')}."
    return Section(title, rows, note if rows else "No page.")
