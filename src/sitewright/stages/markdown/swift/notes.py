"""What is gathered on the way, besides HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sitewright.model.body import Heading
from sitewright.stages.markdown.attributes.remarks import Remark
from sitewright.stages.markdown.links import LinkMarker
from sitewright.stages.markdown.survey import Survey
from sitewright.stages.markdown.swift.declining import NotCovered


class Title(NamedTuple):
    """A heading.

    Attributes:
        level: 1 to 6.
        id: Its id; empty if it has none, or none yet.
        text: Its text, which is the source of an id too.
        bare: Its content without links.
        html: Its content.
        attributes: Those that its list sets, as HTML.
        place: If it is still to get an id: which piece of HTML it is; else -1.
        id_place: Then also: which of all ids that is.
    """

    level: int
    id: str
    text: str
    bare: str
    html: str = ""
    attributes: str = ""
    place: int = -1
    id_place: int = -1

    def format(self, attributes: str) -> str:
        """Make HTML of it."""
        return f"<h{self.level}{attributes}>{self.html}</h{self.level}>\n"


@dataclass(frozen=True, slots=True)
class Notes:
    """All that a text says, in its order; nothing is noted of what is declined.

    Attributes:
        links: Marks the addresses that are source paths.
        levels: Levels of the headings that get ids.
        ends_with_newline: Whether the whole text does.
        survey: Ids and HTML.
        titles: Headings.
        remarks: On attribute lists, of pieces that the parser has read.
    """

    links: LinkMarker
    levels: frozenset[int] = frozenset()
    ends_with_newline: bool = True
    survey: Survey = field(default_factory=Survey)
    titles: list[Title] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def count(self) -> tuple[int, int, int, int, int]:
        """Count what has been noted so far."""
        survey = self.survey
        return (
            len(survey.ids),
            len(survey.html),
            len(survey.names),
            len(self.titles),
            self.links.count(),
        )

    def forget(self, counts: tuple[int, int, int, int, int]) -> None:
        """Forget what has been noted since it was counted."""
        ids, html, names, titles, links = counts
        del self.survey.ids[ids:]
        del self.survey.html[html:]
        del self.survey.names[names:]
        del self.titles[titles:]
        self.links.forget(links)

    def add_heading(self, heading: Heading) -> None:
        """Note a heading that the parser has read.

        Raises:
            NotCovered: It is to get an id.
        """
        if not heading.id and heading.level in self.levels:
            raise NotCovered
        title = Title(heading.level, heading.id, heading.text, heading.html)
        self.titles.append(title)

    def env(self) -> dict[str, Any]:
        """Give what the parser's rules would have noted."""
        return {"attribute_remarks": self.remarks}
