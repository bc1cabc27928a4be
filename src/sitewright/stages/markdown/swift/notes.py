"""What is gathered on the way, besides HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sitewright.model.body import Heading
from sitewright.stages.markdown.attributes.remarks import Remark
from sitewright.stages.markdown.links import LinkMarker
from sitewright.stages.markdown.survey import Survey
from sitewright.stages.markdown.swift.attributes import AttributeList
from sitewright.stages.markdown.swift.declining import NotCovered


class Title(NamedTuple):
    """A heading as it was read.

    Attributes:
        level: 1 to 6.
        html: Its content.
        text: Its text, of which its id may be made.
        bare: Its content without links.
        attributes: Those that its list sets.
    """

    level: int
    html: str
    text: str
    bare: str
    attributes: AttributeList

    def as_heading(self, name: str) -> Heading:
        """Say what others need to know of it, with this id."""
        return Heading(self.level, name, self.text.strip(), self.bare.strip())

    def as_html(self, attributes: str) -> str:
        """Make HTML of it, with these attributes."""
        return f"<h{self.level}{attributes}>{self.html}</h{self.level}>\n"


Nameless = tuple[int, int, int, Title]
"""A heading that gets an id when all others are known, and where it stands: which of
all headings it is, which piece of HTML, and which id."""


@dataclass(frozen=True, slots=True)
class Notes:
    """All that a text says, in its order; nothing is noted of what is declined.

    Attributes:
        links: Marks the addresses that are source paths.
        levels: Levels of the headings that get ids.
        ends_with_newline: Whether the whole text does.
        survey: Ids and HTML.
        headings: All of them.
        nameless: Those of them that have no id yet.
        remarks: On attribute lists, of pieces that the parser has read.
    """

    links: LinkMarker
    levels: frozenset[int] = frozenset()
    ends_with_newline: bool = True
    survey: Survey = field(default_factory=Survey)
    headings: list[Heading] = field(default_factory=list)
    nameless: list[Nameless] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def lists(self) -> tuple[list[Any], ...]:
        """Give all lists to which reading adds, so that it can be undone."""
        survey = self.survey
        found = survey.ids, survey.html, survey.names
        return *found, self.headings, self.nameless, self.links.marked

    def add_heading(self, heading: Heading) -> None:
        """Note a heading that stays as it is.

        Raises:
            NotCovered: It is to get an id.
        """
        if not heading.id and heading.level in self.levels:
            raise NotCovered
        self.headings.append(heading)

    def env(self) -> dict[str, Any]:
        """Give what the parser's rules would have noted."""
        return {"attribute_remarks": self.remarks}
