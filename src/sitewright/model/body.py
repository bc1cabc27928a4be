"""Body: the rendered Markdown of one page, read by that page alone."""

from __future__ import annotations

from collections.abc import Callable

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.model.depiction import Depiction


def _nothing(_location: str) -> Depiction:
    return Depiction()


@frozen
class TocEntry:
    """One entry of a table of contents.

    Attributes:
        level: Level of its heading, 1 to 6.
        id: What a link leads to, without ``#``.
        text: Its text without markup, not escaped.
        html: Its text as safe HTML.
        children: The entries below it.
    """

    level: int
    id: str
    text: str
    html: str
    children: tuple[TocEntry, ...] = ()


@frozen
class SourceLink:
    """A link that names a source file instead of a URL.

    Attributes:
        target: The file it names, relative to the project.
        href: Its whole address as Markdown has it, percent-encoded.
        span: Where it was written.
    """

    target: str
    href: str
    span: Span


@frozen
class SourcePicture:
    """A picture as Markdown names it.

    Attributes:
        location: The file it names; empty if it is none of the site's own.
        attributes: Names and values of all that is said of it, ``src`` and ``alt`` too.
        span: Where its address was written.
    """

    location: str
    attributes: tuple[tuple[str, str], ...]
    span: Span


@frozen
class Target:
    """What a link by source path leads to.

    Attributes:
        url: Address of the page with the site's own folder in front, percent-encoded;
            empty if there is none.
        ids: All ids in the page's body; None if they are not known yet.
        code: Diagnostic code of why it leads nowhere; empty if it does not.
        problem: Message about that.
        hint: What to do about that.
    """

    url: str = ""
    ids: tuple[str, ...] | None = ()
    code: str = ""
    problem: str = ""
    hint: str = ""


@frozen
class Body:
    """The rendered Markdown of one page.

    Attributes:
        html: Finished HTML, ending in a newline unless empty.
        toc: The table of contents; headings without an id are not in it.
        ids: All ids in it, and other names that an address can lead to.
        is_late: Whether it is made with the page's layouts, and empty until then.
        links: Links by source path; in ``html`` a mark stands for each, until its
            address is known.
        pictures: Pictures; in ``html`` a mark stands for each, if the site has them
            made in several widths.
    """

    html: str
    toc: tuple[TocEntry, ...] = ()
    ids: tuple[str, ...] = ()
    links: tuple[SourceLink, ...] = ()
    is_late: bool = False
    pictures: tuple[SourcePicture, ...] = ()


@frozen
class Standpoint:
    """The page into which a piece of Markdown is set.

    Attributes:
        path: Its source path.
        root: The content folder.
        find: Finds what a link to a source path leads to.
        depict: Finds what a picture comes to, by its location.
    """

    path: str
    root: str
    find: Callable[[str], Target]
    depict: Callable[[str], Depiction] = _nothing
