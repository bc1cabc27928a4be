"""Page: everything other pages may know about one URL; never its body."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen


@frozen
class NavigationEntry:
    """What a page's ``eleventyNavigation`` asks for.

    Attributes:
        key: Name by which others call it their parent.
        title: Text of the entry; the key if the author set none.
        parent: Key of the entry above, or empty at the top.
        order: Place among its siblings; None sorts last.
        url: Where the entry leads instead of to its page, or empty.
        leads_nowhere: Whether it is to have no link, as its URL was written as empty.
        excerpt: A line about it, or empty.
        is_pinned: Whether it comes before all siblings that are not pinned.
        root: Key of the top ancestor as the author claims it, or empty.
        key_span: Where the key was written.
        parent_span: Where the parent was written.
        root_span: Where the root was written.
    """

    key: str
    title: str
    parent: str = ""
    order: float | None = None
    url: str = ""
    leads_nowhere: bool = False
    excerpt: str = ""
    is_pinned: bool = False
    root: str = ""
    key_span: Span | None = None
    parent_span: Span | None = None
    root_span: Span | None = None


@frozen
class OldAddress:
    """A path under which the page was once found, and where that was written."""

    path: str
    span: Span


@frozen
class Page:
    """Everything other pages may know about a page.

    Attributes:
        key: Its name among all pages: its source path, and behind ``#`` its number if
            it is one of several that a source makes, but for the first.
        path: Its source, relative to the project.
        stem: Place below the content folder without ending and date: ``/news/x``.
        slug: Last part of the stem, or the folder's name for an index; empty at home.
        url: Where it is published; empty if it writes no file.
        output_path: The file it is written to; empty if it writes none.
        url_span: Where its URL was decided: the permalink, or the file as a whole.
        title: Its title; empty if none.
        description: Its description; empty if none.
        date: When it was published, in UTC; None if it does not say.
        tags: Its tags in the order written, internal ones (``#name``) included.
        navigation: Its place in the navigation, or None.
        old_addresses: Paths that redirect to it.
        excluded_from: Collections that leave it out; ``all`` for every one.
        is_pending: Whether it is shown in a preview only.
        is_listed: Whether sitemap and feed may name it.
        shows_toc: Whether it shows its table of contents.
        data: All its merged values, as templates see them.
    """

    key: str
    path: str
    stem: str
    slug: str
    url: str
    output_path: str
    url_span: Span
    title: str
    description: str
    date: datetime | None
    tags: tuple[str, ...]
    navigation: NavigationEntry | None
    old_addresses: tuple[OldAddress, ...]
    excluded_from: tuple[str, ...]
    is_pending: bool
    is_listed: bool
    shows_toc: bool
    data: Mapping[str, object]
