"""Read the links of every kind of source, and rewrite them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from sitewright.model.build import Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.document import Source
from sitewright.model.move import Kind, Link
from sitewright.stages.config import read_config
from sitewright.stages.datafiles import read_data_file
from sitewright.stages.frontmatter import split_document
from sitewright.stages.markdown.hrefs import list_hrefs
from sitewright.stages.moving import (
    Read,
    read_html,
    read_rules,
    read_settings,
    read_strings,
    read_styles,
    read_template,
    read_values,
)
from sitewright.stages.redirects.imports import read_imported_rules
from sitewright.yamlcore import read_yaml

_MARKDOWN = ".md"
_STYLES = ".css"
_HTML = (".html", ".htm", ".xhtml", ".svg")


def readers(
    workspace: Workspace, config: SiteConfig, texts: tuple[Source, ...]
) -> Iterator[tuple[Source, Read]]:
    """Give every source that may hold links, with what lists them.

    Args:
        workspace: All sources.
        config: What the settings say.
        texts: Files to copy that may hold links.
    """
    kinds: tuple[tuple[tuple[Source, ...], _Reader], ...] = (
        ((workspace.config,), _read_config),
        (workspace.content, _read_document),
        (workspace.templates, _read_document),
        ((*workspace.data, *workspace.content_data), _read_data),
        (workspace.redirects, _read_import),
        (texts, _read_copied),
    )
    for sources, read in kinds:
        for source in sources:
            yield source, partial(_list, read, source.path, config)


_Reader = Callable[[Source, SiteConfig], Iterator[Link]]


def _list(read: _Reader, path: str, config: SiteConfig, text: str) -> list[Link]:
    return list(read(Source(path, text), config))


def _read_config(source: Source, config: SiteConfig) -> Iterator[Link]:
    head, _ = read_yaml(source.text, source.path)
    now, _ = read_config(source)
    if head and now:
        markdown = partial(_read_markdown, config=config)
        yield from read_settings(head.fields, now.redirects, markdown)


def _read_document(source: Source, config: SiteConfig) -> Iterator[Link]:
    document, _ = split_document(source)
    if document is None:
        return
    markdown = partial(_read_markdown, config=config)
    yield from read_values(document.head.fields, markdown)
    if not source.path.endswith(_MARKDOWN):
        yield from read_template(document.text)
        return
    yield from markdown(document.text)
    if config.markdown.template != "none":
        yield from read_strings(document.text)


def _read_markdown(text: str, config: SiteConfig) -> Iterator[Link]:
    hrefs = list_hrefs(text, config.markdown)
    yield from (Link(href, Kind.MARKDOWN) for href in hrefs.links)
    yield from (Link(href, Kind.VALUE) for href in hrefs.others)
    for html in hrefs.html:
        yield from read_html(html)


def _read_data(source: Source, config: SiteConfig) -> Iterator[Link]:
    file, _ = read_data_file(source)
    if file:
        yield from read_values(file.value, partial(_read_markdown, config=config))


def _read_import(source: Source, _config: SiteConfig) -> Iterator[Link]:
    rules, _ = read_imported_rules(source)
    yield from read_rules(rules)


def _read_copied(source: Source, _config: SiteConfig) -> Iterator[Link]:
    if source.path.endswith(_STYLES):
        yield from read_styles(source.text)
    elif source.path.endswith(_HTML):
        yield from read_html(source.text)
