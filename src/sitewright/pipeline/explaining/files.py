"""Tell all about a file that is no page: a template, data, a file to copy, settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from sitewright.kernel.frozen import replace
from sitewright.kernel.urls import url_of
from sitewright.model.build import Asset
from sitewright.model.document import Head, Source
from sitewright.model.explanation import Explanation, Row, Section
from sitewright.model.picture import Picture
from sitewright.pipeline.explaining.answering import Answers
from sitewright.pipeline.explaining.leading import Links
from sitewright.pipeline.explaining.origins import Origins
from sitewright.pipeline.explaining.pages import explain_page, tell_pages
from sitewright.pipeline.explaining.placing import tell_redirect
from sitewright.pipeline.explaining.settings import list_settings
from sitewright.pipeline.explaining.whole import Whole
from sitewright.stages.globaldata import keys_of, levels_of
from sitewright.stages.origins import list_leaves, nearest_place, write_keys


def explain_file(whole: Whole, answers: Answers, path: str) -> Explanation | None:
    """Tell all about a file of the project; None if the site has no use for it.

    Args:
        whole: The site.
        answers: What answers for its addresses.
        path: The file, relative to the project.
    """
    work = whole.workspace
    if pages := whole.pages_of(path):
        return explain_page(whole, answers, pages[0])
    kinds: tuple[tuple[Iterable[Source | Asset | Picture], _Explain], ...] = (
        (work.content, _explain_unread),
        (work.templates, _explain_template),
        ((work.config,), _explain_settings),
        (work.data, _explain_data),
        (work.content_data, _explain_folder_data),
        (work.assets, partial(_explain_asset, answers=answers)),
        (work.gallery.pictures.values(), partial(_explain_picture, answers=answers)),
        (work.redirects, _explain_rules),
        (work.hooks.sources, _explain_hooks),
        ((work.ledger,) if work.ledger else (), _explain_ledger),
    )
    for sources, explain in kinds:
        if any(source.path == path for source in sources):
            return explain(whole, path)
    return _explain_folder(whole, path)


_Explain = Callable[[Whole, str], Explanation]


def _explain_folder(whole: Whole, path: str) -> Explanation | None:
    """Tell which pages a folder holds; None if it holds none."""
    inside = [it for it in whole.every.values() if it.path.startswith(f"{path}/")]
    if not (path and inside):
        return None
    return Explanation(path, "folder", (), (tell_pages("Pages", inside),))


def _explain_settings(whole: Whole, path: str) -> Explanation:
    rows = tuple(list_settings(whole.workspace.config))
    return Explanation(path, "settings", (), (Section("Settings", rows),))


def _explain_ledger(_whole: Whole, path: str) -> Explanation:
    note = "'sitewright ledger' compares it with the site."
    return Explanation(
        path, "all addresses of the site", (), (Section("Use", (), note),)
    )


def _explain_unread(whole: Whole, path: str) -> Explanation:
    """Tell of a source of which no page was made."""
    found = [it for it in whole.findings if it.span and it.span.path == path]
    why = "a hook has left it out" if whole.document(path) else "it cannot be read"
    rows = [Row("not published", why)]
    rows += [Row(it.code, it.message, it.span) for it in found]
    return Explanation(path, "source without a page", tuple(rows))


def _explain_template(whole: Whole, path: str) -> Explanation:
    name = whole.template_name(path) or path
    wrapped, others = [], []
    for key, page in whole.plan.pages.items():
        if name in whole.plan.layouts.get(key, ()):
            wrapped.append(page)
        elif f"template:{name}" in whole.reads_of(key):
            others.append(page)
    head = whole.levels.heads.get(name, Head(path))
    sections = [_tell_head(head, "Values for its pages")] if head.fields else []
    if wrapped:
        sections.append(tell_pages("Layout of", wrapped))
    if others or not wrapped:
        sections.append(tell_pages("Used by", others))
    about = (Row("source", path), Row("name", name))
    return Explanation(path, "template", about, tuple(sections))


def _tell_head(head: Head, title: str = "Values") -> Section:
    rows = []
    for leaf in list_leaves(head.fields):
        place = nearest_place(head.places, leaf.keys)
        rows.append(
            Row(write_keys(leaf.keys), leaf.value, place.value if place else None)
        )
    return Section(title, tuple(rows))


def _explain_data(whole: Whole, path: str) -> Explanation:
    keys = keys_of(path, whole.config.paths.data)
    about = (Row("source", path), Row("seen as", write_keys(keys)))
    files = [it for it in whole.data_files() if it.path == path]
    sections = [*map(_tell_head, levels_of(files, whole.config.paths.data))]
    readers = whole.readers_of(
        *(["site"] if keys == ("site",) else [f"data:{keys[0]}"])
    )
    sections.append(tell_pages("Read by", readers))
    return Explanation(path, "data of the whole site", about, tuple(sections))


def _explain_folder_data(whole: Whole, path: str) -> Explanation:
    """Tell of a data file in the content folder, and of the pages that it is for."""
    head = whole.levels.content.get(path, Head(path))
    pages = [
        page
        for page in whole.every.values()
        if any(level.head.path == path for level in Origins(whole, page).levels)
    ]
    sections = (_tell_head(head), tell_pages("For", pages))
    return Explanation(path, "data of pages", (Row("source", path),), sections)


def _explain_asset(whole: Whole, path: str, answers: Answers) -> Explanation:
    outputs = [it for it in whole.outputs if it.origin == path]
    about = [Row("source", path)]
    for output in outputs:
        about.append(Row("address", url_of(output.path), None, output.kind))
        place = f"{whole.config.paths.output}/{output.path}"
        about.append(Row("file", place))
    links = Links(whole, answers)
    found = links.tell_in(*(url_of(output.path) for output in outputs))
    return Explanation(path, "file to copy", tuple(about), (found,))


def _explain_picture(whole: Whole, path: str, answers: Answers) -> Explanation:
    """Tell of a picture beside pages, which is published as these show it."""
    if any(it.origin == path for it in whole.outputs):
        return replace(_explain_asset(whole, path, answers), kind="picture")
    about = (Row("source", path), Row("not published", "no page shows it"))
    return Explanation(path, "picture", about)


def _explain_rules(whole: Whole, path: str) -> Explanation:
    rows = tuple(
        tell_redirect(it) for it in whole.plan.redirects if it.span.path == path
    )
    return Explanation(
        path, "rules about old addresses", (), (Section("Redirects", rows),)
    )


def _explain_hooks(whole: Whole, path: str) -> Explanation:
    rows = tuple(
        Row(hook.name, hook.kind, hook.span)
        for hook in whole.workspace.hooks.hooks
        if hook.span.path == path
    )
    return Explanation(path, "hooks", (), (Section("Hooks", rows),))


def heads_of(whole: Whole, path: str) -> Iterator[Head]:
    """Give what stands in a file that is no page, but gives pages values."""
    config = whole.config
    files = [it for it in whole.data_files() if it.path == path]
    yield from levels_of(files, config.paths.data)
    if head := whole.levels.content.get(path):
        yield head
    if head := whole.levels.heads.get(whole.template_name(path)):
        yield head
