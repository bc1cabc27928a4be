"""Tell what a page is made of: templates, data, other pages, hooks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.reports import count
from sitewright.model.build import Output
from sitewright.model.explanation import Row, Section
from sitewright.model.hooks import HOOKS_FILE, HookKind
from sitewright.model.page import Page
from sitewright.pipeline.explaining.names import place_of_collection
from sitewright.pipeline.explaining.origins import FOLDER_DATA, PAGE_DATA, Origins
from sitewright.pipeline.explaining.sitedata import find_data_levels
from sitewright.pipeline.explaining.whole import Whole, call_page
from sitewright.stages.origins import Level

_OF_PAGES = {
    "page": "values",
    "url": "address",
    "body": "text",
    "raw": "text",
    "target": "what links lead to",
}
_OF_NAVIGATION = ("navigation", "shown", "below", "above")
_OF_HOOKS = (
    HookKind.COMPUTED,
    HookKind.PREPROCESSOR,
    HookKind.POSTPROCESSOR,
)


class Needs:
    """What a page depends on.

    Attributes:
        page: The page.
    """

    def __init__(self, whole: Whole, page: Page) -> None:
        self.page = page
        self._whole = whole
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        for name, fact in whole.reads_of(page.key).items():
            kind, _, rest = name.partition(":")
            if fact is not None:
                self._names[kind].append(rest)

    def tell(self) -> Section:
        """Tell all of it, line by line."""
        rows = (
            *self._tell_templates(),
            *self._tell_data(),
            *self._tell_collections(),
            *self._tell_navigation(),
            *self._tell_assets(),
            *self._tell_hooks(),
            *self._tell_pages(),
        )
        note = ""
        if not self._whole.is_published(self.page):
            note = "Nobody knows what its templates would read: it is not published."
        elif not self._names:
            note = "Its templates have failed, so what they read is not known."
        return Section("Made of", rows, note)

    def sources(self) -> dict[str, str]:
        """Name the files that it is made of, each with what it is for the page."""
        found = {self.page.path: "the page itself"}
        for level in Origins(self._whole, self.page).levels:
            if level.head.fields:
                found.setdefault(level.head.path, level.name)
        layouts = self._whole.plan.layouts.get(self.page.key, ())
        for name in self._names["template"]:
            kind = "layout" if name in layouts else "template"
            found.setdefault(self._whole.template_path(name), kind)
        for level in self._data_levels():
            found.setdefault(level.head.path, "data")
        found.setdefault(self._whole.config.path, "settings")
        for path in self._others():
            found.setdefault(path, "a page that it shows")
        for path, what in self._behind():
            found.setdefault(path, what)
        return found

    def _behind(self) -> Iterator[tuple[str, str]]:
        """Name the sources behind menus, lists and names of files that it shows."""
        plan = self._whole.plan
        for kind in _OF_NAVIGATION:
            for key in self._names[kind]:
                node = plan.site.navigation.nodes.get(key)
                if node and node.page:
                    yield node.page.partition("#")[0], "an entry of the navigation"
        for name in self._names["collection"]:
            for key in plan.site.collections.get(name, ()):
                yield key.partition("#")[0], f"in the collection '{name}'"
        names = {*self._names["asset"]} - {self.page.output_path}
        for output in self._whole.outputs:
            if output.path in names:
                yield from self._behind_file(output)

    def _behind_file(self, output: Output) -> Iterator[tuple[str, str]]:
        """Name what a file is made of whose name has its digest."""
        what = f"for the name of /{output.path}"
        yield output.origin, what
        for page in self._whole.pages_of(output.origin):
            yield from ((path, what) for path in Needs(self._whole, page).sources())

    def _tell_templates(self) -> Iterator[Row]:
        layouts = self._whole.plan.layouts.get(self.page.key, ())
        read = dict.fromkeys((*layouts, *self._names["template"]))
        own = self._whole.template_name(self.page.path)
        for name in read:
            path = self._whole.template_path(name)
            if name != own:
                kind = "layout" if name in layouts else "template"
                yield Row(kind, path)

    def _data_levels(self) -> Iterable[Level]:
        names = {*self._names["data"]}
        names |= {"site"} if "site" in self._names else set()
        return find_data_levels(self._whole, names)

    def _tell_data(self) -> Iterator[Row]:
        if "site" in self._names:
            yield Row("settings", "site", Span(self._whole.config.path))
        for level in self._data_levels():
            read = {*level.head.fields} & {*self._names["data"], "site"}
            yield Row("data", ", ".join(sorted(read)), Span(level.head.path))
        for level in Origins(self._whole, self.page).levels:
            if level.name in (PAGE_DATA, FOLDER_DATA) and level.head.fields:
                names = ", ".join(level.head.fields)
                yield Row("data", names, Span(level.head.path), level.name)

    def _tell_collections(self) -> Iterator[Row]:
        site = self._whole.plan.site
        for name in (*self._names["collection"], *self._names["own collection"]):
            span = place_of_collection(self._whole, name)
            number = len(site.collections.get(name, ()))
            yield Row("collection", name, span, count(number, "page"))

    def _others(self) -> dict[str, list[str]]:
        """Find of which other pages it shows something, and what."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for kind, what in _OF_PAGES.items():
            for key in self._names[kind]:
                path = key.partition("#")[0]
                if path != self.page.path and what not in found[path]:
                    found[path].append(what)
        return {path: what for path, what in found.items() if what}

    def _tell_pages(self) -> Iterator[Row]:
        for path, what in self._others().items():
            pages = self._whole.pages_of(path)
            name = call_page(pages[0]) if pages else path
            yield Row("page", name, Span(path), f"its {' and '.join(what)}")

    def _tell_navigation(self) -> Iterator[Row]:
        own = self._whole.plan.site.navigation.keys_of.get(self.page.key, "")
        read = {key for kind in _OF_NAVIGATION for key in self._names[kind]}
        if number := len(read - {"", own}):
            noun = "entry" if number == 1 else "entries"
            yield Row("navigation", f"{number} other {noun}")

    def _tell_assets(self) -> Iterator[Row]:
        for path in self._names["asset"]:
            yield Row("file", f"/{path}", None, "its name")

    def _tell_hooks(self) -> Iterator[Row]:
        hooks = self._whole.workspace.hooks
        for hook in hooks.of(*_OF_HOOKS):
            names = (self.page.path, self.page.output_path)
            if hook.kind is HookKind.COMPUTED or any(map(hook.applies_to, names)):
                yield Row("hook", hook.name, hook.span, hook.kind)
        if hooks:
            remark = "any filter or function of it"
            yield Row("hooks", HOOKS_FILE, Span(HOOKS_FILE), remark)
