"""The chapter of the bodies: Markdown, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.frozen import replace
from sitewright.kernel.texts import Part
from sitewright.model.body import Body, Target
from sitewright.model.config import SiteConfig
from sitewright.model.document import Document
from sitewright.model.facts import Facts, Kind
from sitewright.model.markdown import MarkdownOptions
from sitewright.pipeline.ahead import Ready, make_body
from sitewright.pipeline.plan import Plan
from sitewright.stages.markdown.links import resolve_links

LATE = Body("", is_late=True)
"""Stands for the body of a page that is a template."""


class Bodies:
    """The rendered Markdown of every page, made when it is first looked at.

    A page that is a template has none: its body is made with its layouts.

    Attributes:
        early: The sources of those that were made before pages were planned.
    """

    def __init__(
        self,
        ledger: Ledger,
        plan: Plan,
        documents: Mapping[str, Document | None],
        changed: Iterable[str] | None,
    ) -> None:
        """Take what they are made of.

        Args:
            ledger: The memory of earlier builds.
            plan: What the site will be made of.
            documents: All content.
            changed: Which of the documents are new; None if the plan is, too.
        """
        self._plan = plan
        self._documents = plan.reading.own_texts or documents
        self._plain = ledger.stage("body")
        self._linked = ledger.stage("links")
        self._shown = ledger.stage("shown")
        self._spares_ids = False
        self._unsure: set[str] = set()
        self.early: set[str] = set()
        self._changed = None if changed is None else self._find_changed(changed)

    def finish(self, facts: Facts) -> None:
        """Make what no page has shown, too."""
        paths = self._plan.prose.keys()
        if self._changed is None:
            self._plain.keep(paths)
            self._linked.keep(paths)
            self._shown.keep(paths)
        for path in paths if self._changed is None else self._changed:
            facts.get(f"body:{path}")
        self._spares_ids = False
        for path in self._unsure:
            self._body(path)

    def spare_ids(self) -> None:
        """Look at the ids of no other page until all are made: they may be elsewhere.

        A link leads to the same address nevertheless.
        """
        self._spares_ids = True

    def adopt(self, path: str, made: Checked[Body]) -> None:
        """Take a body that was made elsewhere, unless there is one already."""
        self._plain.memo(path, lambda *_: made, *self._given(path))

    def adopt_early(self, ready: Ready) -> None:
        """Take the bodies that were made while the pages were being planned.

        Those are left that should have been made with other options than the site's.
        """
        prose, options = self._plan.prose, self._plan.site.config.markdown
        for path, made in ready.items():
            if path in prose and self._given(path)[1] is options:
                self.adopt(path, made)
                self.early.add(path)

    def made_of(self, path: str) -> Checked[Body]:
        """Take a body whose links by source path are not led yet, and what was found."""
        return self._find_plain(path), self._plain.findings((path,))

    def let_go(self, paths: Iterable[str]) -> None:
        """Forget some bodies; one that is asked for is made again."""
        for path in paths:
            self._plain.forget(path)
            self._linked.forget(path)
            self._shown.forget(path)

    def changed_facts(self) -> list[str] | None:
        """Name the facts that may have changed; None if nobody knows."""
        if self._changed is None:
            return None
        kinds = ("body", "target", "raw")
        return [f"{kind}:{path}" for path in self._changed for kind in kinds]

    def kinds_of_facts(self) -> dict[str, Kind]:
        """Say where is found what pages show of one another's text."""
        return {
            "body": self._body,
            "target": self._target,
            "raw": self._raw,
            "picture": self._plan.pictures.find,
            "card": self._plan.cards.find,
        }

    def _body(self, path: str) -> Body | None:
        if path not in self._plan.prose:
            return None
        body = self._link(path, self._find_plain(path))
        if not body.pictures:
            self._shown.forget(path)
            return body
        # Who leaves pictures alone does not wait for this.
        from sitewright.stages.markdown.pictures import resolve_pictures

        find, sizes = (
            self._plan.pictures.find,
            self._plan.site.config.markdown.picture_sizes,
        )
        depictions = {it.location: find(it.location) for it in body.pictures}
        return self._shown.memo(path, resolve_pictures, body, depictions, sizes)

    def _link(self, path: str, body: Body) -> Body:
        if not body.links:
            self._linked.forget(path)
            return body
        wanted = {link.target for link in body.links if "#" in link.href}
        if wanted and self._spares_ids:
            self._unsure.add(path)
            wanted = set()
        find = self._plan.targets.find
        targets = {
            name: find(name, self._find_plain if name in wanted else _find_nothing)
            for name in sorted({link.target for link in body.links})
        }
        return self._linked.memo(path, resolve_links, body, targets)

    def _target(self, path: str) -> Target | None:
        targets = self._plan.targets
        return targets.find(path, self._find_plain) if path in targets else None

    def _raw(self, path: str) -> str | None:
        document = self._documents.get(path)
        return document.text if document else None

    def _find_plain(self, path: str) -> Body:
        """Take a body whose links by source path are not led yet."""
        if path not in self._plan.prose:
            return LATE
        return self._plain.memo(path, make_body, *self._given(path))

    def length_of(self, path: str) -> int:
        """Tell how long a page's text is, in characters."""
        document = self._documents.get(path)
        return len(document.rest) if document else 0

    def _given(self, path: str) -> tuple[Part, MarkdownOptions, str, int, str]:
        document: Any = self._documents[path]  # a document, as it has become a page
        shows_toc = self._plan.prose[path]
        return markdown_input(document, self._plan.site.config, shows_toc)

    def _known(self, path: str) -> Body:
        """Take a body as it was last made; one that never was is like an empty one."""
        return cast("Body | None", self._plain.last(path)) or LATE

    def _find_changed(self, documents: Iterable[str]) -> list[str]:
        """Name the bodies that may be others now: links to their ids may fail now."""
        own = {
            path: self._known(path) for path in documents if path in self._plan.prose
        }
        moved = {p for p, old in own.items() if self._find_plain(p).ids != old.ids}
        if not moved:
            return [*own]
        linking = self._plain.naming(moved, _targets_of) & self._plan.prose.keys()
        return [*own, *sorted(linking - own.keys())]


def _targets_of(body: Body) -> set[str]:
    return {link.target for link in body.links}


def _find_nothing(_path: str) -> Body:
    return LATE


def markdown_input(
    document: Document, config: SiteConfig, shows_toc: bool
) -> tuple[Part, MarkdownOptions, str, int, str]:
    """Say how to render a document; a table of contents needs ids to lead to."""
    options = config.markdown
    if shows_toc and not options.heading_ids:
        options = replace(options, heading_ids=True)
    root = config.paths.content
    return document.rest, options, document.head.path, document.text_line, root
