"""Find what somebody asks about, by whatever name, and tell about that."""

from __future__ import annotations

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.model.document import Head
from sitewright.model.explanation import Explanation, Row
from sitewright.model.page import Page
from sitewright.pipeline.explaining.addresses import explain_answer, find_address
from sitewright.pipeline.explaining.answering import Answers
from sitewright.pipeline.explaining.files import explain_file, heads_of
from sitewright.pipeline.explaining.names import names_of
from sitewright.pipeline.explaining.origins import Origins
from sitewright.pipeline.explaining.pages import explain_page, explain_value
from sitewright.pipeline.explaining.settings import (
    list_settings,
    setting_names,
    tell_setting,
)
from sitewright.pipeline.explaining.unknown import Unknown, refuse_name, refuse_value
from sitewright.pipeline.explaining.whole import Whole
from sitewright.stages.origins import (
    find_value,
    list_leaves,
    nearest_place,
    read_name,
    write_keys,
)


@frozen
class Question:
    """What somebody wants to be explained.

    Attributes:
        name: As it was written: an address, a file, a value.
        path: The file of the project that it may be, relative to that; else empty.
        value: The name of a value of that; empty if it is about all.
        line: The line of the file that it is about; 0 if it is about all.
    """

    name: str
    path: str = ""
    value: str = ""
    line: int = 0


def explain(whole: Whole, question: Question) -> Explanation | Unknown:
    """Tell about what is asked for.

    An address comes before a file, a file before a value of the whole site, that before
    a setting, and a setting before a key of the navigation.
    """
    asked = _Asked(whole, question)
    if question.value:
        return asked.about_value()
    return (
        asked.about_address()
        or asked.about_line()
        or asked.about_file()
        or explain_value(whole, None, read_name(question.name))
        or asked.about_setting(question.name)
        or asked.about_entry()
        or refuse_name(whole, asked.answers, question.name)
    )


class _Asked:
    """One question about a site.

    Attributes:
        answers: What answers for the site's addresses.
    """

    def __init__(self, whole: Whole, question: Question) -> None:
        self._whole = whole
        self._question = question
        self.answers = Answers(whole)

    def about_address(self) -> Explanation | None:
        """Tell about an address."""
        answer = find_address(self._whole, self.answers, self._question.name)
        return explain_answer(self._whole, self.answers, answer) if answer else None

    def about_line(self) -> Explanation | None:
        """Tell about the value that stands on a line of a page, or the setting."""
        path, line = self._question.path, self._question.line
        if line and path == self._whole.workspace.config.path:
            settings = list_settings(self._whole.workspace.config)
            there = (it for it in settings if it.span and it.span.line == line)
            row = next(there, None)
            return Explanation(row.label, "setting", (row,)) if row else None
        for page in self._whole.pages_of(path)[:1] if line else ():
            origins = Origins(self._whole, page)
            for leaf in list_leaves(page.data):
                span = origins.tell(leaf).span
                if span and (span.path, span.line) == (path, line):
                    return explain_value(self._whole, page, [*map(str, leaf.keys)])
        return None

    def about_file(self) -> Explanation | None:
        """Tell about a file: a source, or one of the output folder."""
        path = self._question.path
        if told := explain_file(self._whole, self.answers, path):
            return told
        below = path.removeprefix(f"{self._whole.config.paths.output}/")
        answer = self.answers.of(f"/{below}") if below != path else None
        return explain_answer(self._whole, self.answers, answer) if answer else None

    def about_setting(self, name: str) -> Explanation | None:
        """Tell about a setting."""
        row = tell_setting(self._whole.workspace.config, read_name(name))
        return Explanation(row.label, "setting", (row,)) if row else None

    def about_entry(self) -> Explanation | None:
        """Tell about the page that has a key of the navigation."""
        node = self._whole.plan.site.navigation.nodes.get(self._question.name)
        page = self._whole.plan.pages.get(node.page) if node else None
        return explain_page(self._whole, self.answers, page) if page else None

    def about_value(self) -> Explanation | Unknown:
        """Tell about a value of a page, of the settings, or of another file."""
        whole, name, value = self._whole, self._question.name, self._question.value
        if page := self._find_page():
            return explain_value(whole, page, read_name(value)) or refuse_value(
                f"templates of {name} see no '{value}'", value, names_of(whole, page)
            )
        if self._question.path == whole.workspace.config.path:
            return self.about_setting(value) or refuse_value(
                f"there is no setting '{value}'", value, setting_names()
            )
        if heads := [*heads_of(whole, self._question.path)]:
            return _explain_field(heads, value) or refuse_value(
                f"'{value}' is not in {self._question.path}", value, heads[0].fields
            )
        if self.about_address() or self.about_file():
            return Unknown(f"{name} has no values")
        return refuse_name(whole, self.answers, name)

    def _find_page(self) -> Page | None:
        answer = find_address(self._whole, self.answers, self._question.name)
        if answer:
            return answer.page
        return next(iter(self._whole.pages_of(self._question.path)), None)


def _explain_field(heads: list[Head], name: str) -> Explanation | None:
    """Tell where a value stands in a file that gives others values."""
    for head in heads:
        if found := find_value(head.fields, read_name(name)):
            place = nearest_place(head.places, found.keys)
            span = place.value if place else Span(head.path)
            label = write_keys(found.keys)
            row = Row(label, found.value, span)
            return Explanation(f"{label} in {head.path}", "value", (row,))
    return None
