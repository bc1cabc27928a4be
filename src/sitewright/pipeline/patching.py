"""Change the text of single pages of a site of which only this is known: not all pages.

Whatever else might change with it makes it give up, and the site is built as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NoReturn, TypeVar, cast

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Findings, has_errors
from sitewright.kernel.digests import Digest, digest_of
from sitewright.kernel.frozen import frozen, replace
from sitewright.model.assetnames import AssetNames
from sitewright.model.audience import NOBODY
from sitewright.model.body import Body, Target
from sitewright.model.build import Artifact, Asset, Options, Workspace
from sitewright.model.card import CardName, Desk
from sitewright.model.document import Document, Source
from sitewright.model.fingerprint import Fingerprints
from sitewright.model.known import Known, Shown
from sitewright.model.picture import Gallery
from sitewright.model.redirect import Surroundings
from sitewright.model.site import Site
from sitewright.model.urlledger import Addresses
from sitewright.pipeline.knowing import find_others, findings_by_page, head_of
from sitewright.pipeline.paging import Paged
from sitewright.pipeline.plan import Plan, find_own_layouts
from sitewright.pipeline.reading import find_skeleton, read_documents, read_pages
from sitewright.pipeline.rendering import render_site
from sitewright.pipeline.sources import read_settings
from sitewright.stages.cards.naming import CardFinder
from sitewright.stages.items import make_item
from sitewright.stages.markdown.targets import TargetFinder
from sitewright.stages.pictures.finding import PictureFinder

V = TypeVar("V")


class CannotPatchError(Exception):
    """More than the text of single pages may be another one now."""


class NotHere(BaseException):
    """A page shows something of another one that has not been read.

    Attributes:
        path: The source of the other one.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@frozen
class Patch:
    """What has changed in a site.

    Attributes:
        artifacts: Pages that may have other bytes.
        findings: All that is wrong with the text of pages, by their source.
        pages: What is known of these pages now, by their source.
        ids: The ids of pages that they link to, by the source of these.
    """

    artifacts: tuple[Artifact, ...]
    findings: Mapping[str, Findings]
    pages: Mapping[str, Shown]
    ids: Mapping[str, tuple[str, ...]]


class Partly(Mapping[str, V]):
    """A mapping of which only a part is here.

    To ask for the other part raises ``NotHere``.
    """

    def __init__(self, here: Mapping[str, V], keys: Iterable[str]) -> None:
        """Take what is here, and all keys that there are."""
        self._here = here
        self._keys = dict.fromkeys(keys)

    def __getitem__(self, key: str) -> V:
        if key not in self._here and key in self._keys:
            raise NotHere(key.partition("#")[0])
        return self._here[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Here(Partly[V]):
    """The same, but that to go through it goes through the part that is here."""

    def __iter__(self) -> Iterator[str]:
        return iter(self._here)

    def __len__(self) -> int:
        return len(self._here)


class PartOfTargets(TargetFinder):
    """Knows where some source files of a site are published."""

    def know_others(self, paths: Iterable[str]) -> PartOfTargets:
        """Take the pages that it does not know."""
        self._elsewhere = frozenset(paths).difference(self._urls, self._unpublished)
        return self

    def __contains__(self, path: str) -> bool:
        """Tell whether a path is that of a page, be it published or not."""
        return super().__contains__(path) or path in self._elsewhere

    def find(self, path: str, body_of: Callable[[str], Body]) -> Target:
        """Find what a link to a source file leads to.

        Raises:
            CannotPatchError: It leads nowhere; all pages are needed for a hint.
        """
        if path in self._elsewhere:
            raise NotHere(path)
        target = super().find(path, body_of)
        if target.code:
            raise CannotPatchError
        return target


class NoPictures(PictureFinder):
    """Knows that there is more to pictures than the text of a page."""

    def find(self, location: str) -> NoReturn:  # noqa: ARG002
        """Find what a picture comes to.

        Raises:
            CannotPatchError: Always.
        """
        raise CannotPatchError


class KnownCards(CardFinder):
    """Knows the cards that were asked for when the whole site was built."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__(None, Desk())
        self._known = known

    def find(self, asked: str) -> CardName:
        """Find the name of a card.

        Raises:
            CannotPatchError: It is another one.
        """
        if asked not in self._known:
            raise CannotPatchError
        return CardName(self._known[asked])


def find_needed(known: Known, changed: Iterable[str]) -> set[str]:
    """Name the sources of which something is shown where texts have changed.

    Raises:
        CannotPatchError: They are not texts alone.
    """
    shown = {*changed}
    if not shown <= known.pages.keys() or not shown.isdisjoint(known.templates):
        raise CannotPatchError
    for path in tuple(shown):
        shown.update(known.readers.get(path, ()))
    if not shown <= known.pages.keys():
        raise CannotPatchError
    others = (other for path in shown for other in known.pages[path].shows)
    return shown.union(others, known.templates)


def patch_site(
    workspace: Workspace, options: Options, known: Known, changed: Iterable[str]
) -> Patch:
    """Render the pages that show a text that has changed.

    Args:
        workspace: The sources; of the content, only what is needed.
        options: What the command line asks for.
        known: What is known of the site.
        changed: The sources that have changed.

    Raises:
        CannotPatchError: More may have changed than texts.
        NotHere: Another source is needed.
    """
    ledger = Ledger()
    run = Run(ledger)
    config = read_settings(run, workspace, options)
    if config is None:
        raise CannotPatchError
    documents = read_documents(run, workspace)
    skeleton = find_skeleton(run, workspace, config, documents)
    reading = read_pages(run, skeleton, config, options)
    paths = {*changed}
    _require_same_heads(workspace, documents, known, paths)
    shown = paths.union(*(known.readers.get(path, ()) for path in paths))
    single = {page.path: page for page in reading.pages if page.path in known.pages}
    pages = {path: page for path, page in single.items() if path in shown}
    items = run.each("item", make_item, {p: (it, config) for p, it in single.items()})
    named = {page.output_path for page in pages.values()} & known.names.keys()
    if pages.keys() != shown or named:
        raise CannotPatchError

    everything = {key.partition("#")[0] for key in known.keys} | {*known.unpublished}
    assets = tuple(Asset(it, it, Digest(""), 0) for it in known.assets)
    targets = PartOfTargets(config, single.values(), reading.unpublished, assets)
    site = Site(
        config,
        tuple(pages.values()),
        known.collections,
        known.navigation,
        reading.site_data,
    )
    plan = Plan(
        site,
        reading,
        Paged(tuple(pages.values()), known.collections, {}),
        pages,
        {page.output_path: page.key for page in pages.values()},
        Partly(items, known.keys),
        Partly(find_own_layouts(run, reading, tuple(single.values())), known.keys),
        targets.know_others(everything),
        (),
        (),
        Addresses(),
        {},
        Surroundings(),
        Here(
            {p: it.shows_toc for p, it in single.items() if p not in known.templates},
            everything.difference(known.templates),
        ),
        Fingerprints(AssetNames(frozenset(known.assets), known.names)),
        NoPictures(config, Gallery(), (), ()),
        KnownCards(known.cards),
        None,
    )
    rendered = render_site(run, plan, Here(documents, everything), NOBODY)
    if config.security:
        _require_same_needs(run, plan, known, rendered)
    return _describe_patch(ledger, known, rendered, shown)


def _require_same_heads(
    workspace: Workspace,
    documents: Mapping[str, Document | None],
    known: Known,
    paths: Iterable[str],
) -> None:
    """Make sure that nothing but the text of a page has changed.

    Raises:
        CannotPatchError: There is more.
    """
    texts = {source.path: source.text for source in workspace.content}
    for path in paths:
        document = documents.get(path)
        if document is None or head_of(texts[path], document) != known.pages[path].head:
            raise CannotPatchError


def _require_same_needs(
    run: Run, plan: Plan, known: Known, rendered: Mapping[str, Artifact]
) -> None:
    """Make sure that the policy of the site stays what it was.

    Raises:
        CannotPatchError: It may be another one.
    """
    # Who asks for no policy does not wait for the parser of HTML.
    from sitewright.pipeline.needs import read_needs

    needs, _ = read_needs(run, plan, Workspace(Source("", "")), rendered)
    for path, item in needs.items():
        if item.blocked or digest_of(item) != known.pages[path].needs:
            raise CannotPatchError


def _describe_patch(
    ledger: Ledger, known: Known, rendered: Mapping[str, Artifact], shown: Iterable[str]
) -> Patch:
    """Say what has changed.

    Raises:
        CannotPatchError: Others must change with it.
    """
    found = findings_by_page(ledger)
    findings = {path: found[path] for path in shown}
    files = {file.path for file in rendered.values()}
    if any(map(has_errors, findings.values())) or not files.isdisjoint(known.anchored):
        raise CannotPatchError
    bodies = ledger.stage("body")
    pages, ids = {}, {}
    for path in shown:
        others, texts = find_others(path, ledger.stage("render").reads_of(path))
        if others is None or any(path not in known.readers.get(it, ()) for it in texts):
            raise CannotPatchError
        pages[path] = replace(known.pages[path], shows=others)
        body = cast("Body | None", bodies.last(path))
        if body is None:  # it is a template
            continue
        if known.ids.get(path, body.ids) != body.ids:
            raise CannotPatchError
        for link in body.links:
            if target := cast("Body | None", bodies.last(link.target)):
                ids[link.target] = target.ids
    artifacts = tuple(file for file in rendered.values() if file.path)
    return Patch(artifacts, findings, pages, ids)
