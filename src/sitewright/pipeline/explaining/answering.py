"""Find what answers for an address of the site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from sitewright.kernel.diagnostics import suggest
from sitewright.kernel.frozen import frozen
from sitewright.kernel.urls import url_of
from sitewright.model.build import Kind, Output
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect
from sitewright.model.urlledger import Address, key_of
from sitewright.pipeline.explaining.whole import Whole
from sitewright.stages.urlledger.nearest import Nearest


@frozen
class Answer:
    """What is at an address.

    Attributes:
        url: The address as the site spells it.
        page: The page there, published or not.
        output: The file there, if it is no page.
        redirect: Where it leads, if it does.
    """

    url: str
    page: Page | None = None
    output: Output | None = None
    redirect: Redirect | None = None

    @property
    def name(self) -> str:
        """Name it in a few words."""
        if self.page:
            return self.page.title or self.page.path
        if self.redirect:
            return (
                f"leads on to {self.redirect.target}"
                if self.redirect.target
                else "gone"
            )
        return self.output.kind if self.output else ""


class Answers:
    """Everything that answers for an address."""

    def __init__(self, whole: Whole) -> None:
        """Take the site."""
        self._whole = whole

    def of(self, path: str, query: str = "") -> Answer | None:
        """Find what is at a path of the site; None if nothing is.

        Args:
            path: The path, percent-encoding undone.
            query: What is asked besides, without ``?``.
        """
        redirects = self._whole.plan.redirects
        for it in redirects:
            is_asked = it.query and query and it.is_asked_by(query)
            if is_asked and key_of(it.path) == key_of(path):
                return Answer(it.source, redirect=it)
        if answer := self._known.get(key_of(path)):
            return answer
        patterns = sorted(
            (it for it in redirects if it.is_pattern), key=lambda it: it.rank
        )
        for it in patterns:
            if it.matcher.fullmatch(path) or it.matcher.fullmatch(f"{path}/"):
                return Answer(it.source, redirect=it)
        return None

    def near(self, path: str) -> list[str]:
        """List the addresses that are nearest to one where nothing is."""
        published = [
            Address(it.url, it.page.title if it.page else "")
            for it in self._known.values()
            if not it.redirect
        ]
        found = Nearest(published, (), (path,)).find(path)
        near = [found.url] if found else []
        close = suggest(path, [it.url for it in self._known.values()])
        return list(dict.fromkeys((close, *near)) if close else near)

    @cached_property
    def _known(self) -> dict[str, Answer]:
        """Everything that has an address of its own, what is published last."""
        return {key_of(answer.url): answer for answer in self._list()}

    def _list(self) -> Iterator[Answer]:
        plan = self._whole.plan
        for page in plan.reading.unpublished:
            if page.url:
                yield Answer(page.url, page)
        for redirect in plan.redirects:
            if not (redirect.is_pattern or redirect.query):
                yield Answer(redirect.source, redirect=redirect)
        for output in self._whole.outputs:
            if output.kind not in (Kind.PAGE, Kind.REDIRECT):
                yield Answer(url_of(output.path), output=output)
        for page in plan.pages.values():
            if page.url:
                yield Answer(page.url, page)
