"""Make of a build what the preview shows: its files, its faults, and all about pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from sitewright.commands.report import texts_of
from sitewright.kernel.diagnostics import Diagnostic, Severity, Span
from sitewright.kernel.frozen import replace
from sitewright.kernel.reports import format_place, format_text
from sitewright.kernel.same import Same
from sitewright.kernel.tables import changed_keys
from sitewright.kernel.urls import base_path_of
from sitewright.model.build import Build, Workspace
from sitewright.model.header import headers_for
from sitewright.model.page import Page
from sitewright.model.serving import Fault, Showing
from sitewright.model.site import Site
from sitewright.server.client import is_html, mark_of_files

_MOST_FAULTS: Final = 20


class Showroom:
    """Makes what the preview shows."""

    def __init__(self, root: Path, editor: str) -> None:
        """Take what links to the author's editor need.

        Args:
            root: The project's folder.
            editor: A link with ``{path}``, ``{line}`` and ``{column}``; empty for none.
        """
        self._root = root
        self._editor = editor

    def show(self, build: Build, workspace: Workspace, before: Showing) -> Showing:
        """Say what to show after a build.

        Args:
            build: The build.
            workspace: What it was made of.
            before: What is shown now, which stays if the build is broken.
        """
        site = build.site
        if site is None:
            return replace(before, faults=self._faults(build, workspace), is_whole=True)
        return Showing(
            build.files,
            build.redirects,
            headers_for=partial(headers_for, build.headers),
            base=unquote(base_path_of(site.config.url)),
            pending=_find_pending(Same(site.pages)),
            about=partial(self._tell_about, build, site, workspace),
            mark=_find_mark(build, before),
        )

    def show_message(self, text: str, before: Showing) -> Showing:
        """Say what to show if there is not even a build."""
        return replace(before, faults=(Fault(text),), is_whole=True)

    def _faults(self, build: Build, workspace: Workspace) -> tuple[Fault, ...]:
        texts = texts_of(workspace)
        errors = [f for f in build.findings if f.severity is Severity.ERROR]
        faults = [self._fault(item, texts) for item in errors[:_MOST_FAULTS]]
        if more := len(errors) - len(faults):
            faults.append(Fault(f"There are {more} more errors; the terminal has all."))
        return tuple(faults)

    def _fault(self, found: Diagnostic, texts: Mapping[str, str]) -> Fault:
        text = format_text(found, texts)
        if found.span is None:
            return Fault(text)
        return Fault(text, format_place(found.span), self._link(found.span))

    def _link(self, span: Span) -> str:
        """Write the link that opens the editor at a place."""
        return self._editor.format(
            path=quote((self._root / span.path).as_posix()),
            line=span.line or 1,
            column=span.column or 1,
        )

    def _tell_about(
        self, build: Build, site: Site, workspace: Workspace, output_path: str
    ) -> Mapping[str, object]:
        """Tell what is known of a page."""
        page = next((p for p in site.pages if p.output_path == output_path), None)
        if page is None:
            return {}
        folder = site.config.paths.templates
        layouts = [f"{folder}/{name}" for name in build.layouts.get(page.key, ())]
        texts = texts_of(workspace)
        own = {page.path, *layouts}
        return {
            "source": page.path,
            "link": self._link(Span(page.path)),
            "layouts": layouts,
            "navigation": _trail(site, page),
            "findings": [
                format_text(item, texts)
                for item in build.findings
                if item.span and item.span.path in own
            ],
        }


@lru_cache(maxsize=1)
def _find_pending(pages: Same[tuple[Page, ...]]) -> frozenset[str]:
    """Name the output paths of pages that are shown in a preview only."""
    return frozenset(page.output_path for page in pages.value if page.is_pending)


def _find_mark(build: Build, before: Showing) -> str:
    """Keep the mark of what pages load, if pages alone have changed."""
    changed = changed_keys(before.files, build.files)
    is_kept = changed is not None and all(map(is_html, changed))
    return mark_of_files(before) if is_kept else ""


def _trail(site: Site, page: Page) -> list[str]:
    """Name the entries of the navigation that lead to a page."""
    navigation = site.navigation
    key = navigation.keys_of.get(page.key, "")
    return [navigation.nodes[name].title for name in navigation.trail_of(key)]
