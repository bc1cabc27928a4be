"""What is gathered on the way, besides HTML."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from sitewright.kernel.escaping import escape
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.model.body import SourcePicture
from sitewright.stages.markdown.attributes.remarks import Remark
from sitewright.stages.markdown.finder import Finder
from sitewright.stages.markdown.headings import Heading, HeadingIds, make_slug
from sitewright.stages.markdown.links import LinkMarker
from sitewright.stages.markdown.pictures import PictureMarker
from sitewright.stages.markdown.survey import Survey

# A character that no text has once it is parsed, as in the marks of links.
_MARK = regex("\0#[0-9]+\0")


@frozen
class Notes:
    """All that a text says, in its order; nothing is noted of what is declined.

    Attributes:
        links: Marks the addresses that are source paths.
        levels: Levels of the headings that get ids.
        ends_with_newline: Whether the whole text does.
        survey: Ids and HTML.
        headings: Those that have an id.
        unnamed: Texts of those that get an id when all others are known.
        remarks: On attribute lists, of pieces that the parser has read.
        pictures: Marks pictures, which only the parser does; None if they are left alone.
    """

    links: LinkMarker
    levels: frozenset[int] = frozenset()
    ends_with_newline: bool = True
    survey: Survey = field(default_factory=Survey)
    headings: list[Heading] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    pictures: PictureMarker | None = None

    def lists(self) -> tuple[list[Any], ...]:
        """Give all lists to which reading adds, so that it can be undone."""
        survey = self.survey
        found = survey.ids, survey.html, survey.names
        return *found, self.headings, self.unnamed, self.links.marked

    def name_later(self, text: str) -> str:
        """Give a mark for the id of a heading with this text."""
        self.unnamed.append(text)
        return f"\0#{len(self.unnamed) - 1}\0"

    def name_headings(self, html: str) -> str:
        """Put ids in place of their marks, now that all other ids are known.

        Args:
            html: The whole text's.
        """
        if not self.unnamed:
            return html
        marks = [f"\0#{number}\0" for number in range(len(self.unnamed))]
        ids = HeadingIds({heading.id for heading in self.headings}.difference(marks))
        names = {
            mark: ids.take(make_slug(text))
            for mark, text in zip(marks, self.unnamed, strict=True)
        }
        self.survey.ids[:] = [
            (names.get(name, name), lines) for name, lines in self.survey.ids
        ]
        self.headings[:] = [
            Heading(item.level, names.get(item.id, item.id), item.text, item.html)
            for item in self.headings
        ]
        return _MARK.sub(lambda found: escape(names[found[0]]), html)

    def env(self) -> dict[str, Any]:
        """Give what the parser's rules would have noted."""
        return {"attribute_remarks": self.remarks}

    def list_pictures(
        self, path: str, root: str, finder: Finder
    ) -> tuple[SourcePicture, ...]:
        """List the pictures, as ``PictureMarker`` does."""
        if self.pictures is None:
            return ()
        return self.pictures.list_pictures(path, root, finder)
