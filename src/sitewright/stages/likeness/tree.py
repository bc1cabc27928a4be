"""Element: a page, or any part of it, without what does not count."""

from __future__ import annotations

from collections.abc import Iterator

Child = "str | Element"

DOCUMENT = "#document"
COMMENT = "#comment"
DOCTYPE = "#doctype"


class Element:
    """One element; also the document around all, and a comment.

    Attributes:
        tag: Its name; ``COMMENT`` or the like if it is no element.
        attributes: Their values by name; classes in alphabetical order.
        children: Texts and elements.
        parent: The element around it.
        number: How many elements begin before it in the document.
        key: The same number for equal elements, and for those alone.
        offset: Where it begins, if the reader knows.
    """

    __slots__ = (
        "attributes",
        "children",
        "key",
        "number",
        "offset",
        "parent",
        "tag",
    )

    def __init__(
        self,
        tag: str,
        attributes: dict[str, str],
        parent: Element | None,
        number: int = -1,
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.number = number
        self.children: list[str | Element] = []
        self.key = 0
        self.offset = -1

    @property
    def above(self) -> Iterator[Element]:
        """The element itself and all around it, the innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def is_within(self, tag: str) -> bool:
        """Tell whether it is such an element, or lies in one."""
        return any(element.tag == tag for element in self.above)


class Keys:
    """Gives equal elements the same number, so that they are compared at once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[object, ...], int] = {}

    def seal(self, element: Element) -> None:
        """Number an element, and all in it, once there is nothing more to add."""
        parts: list[object] = [element.tag, *sorted(element.attributes.items())]
        for child in element.children:
            if isinstance(child, str):
                parts.append(child)
            else:
                self.seal(child)
                parts.append(child.key)
        element.key = self._numbers.setdefault(tuple(parts), len(self._numbers))


def key_of(child: str | Element) -> str | int:
    """Name a child by what it is."""
    return child if isinstance(child, str) else child.key


def way_to(element: Element) -> str:
    """Name the elements around one, and itself, as a selector would."""
    steps: list[str] = []
    for one in element.above:
        if one.tag.startswith("#"):
            continue
        if one.tag in ("html", "body") and steps:
            break
        steps.append(_step(one))
    return " > ".join(reversed(steps[:4]))


def _step(element: Element) -> str:
    if number := element.attributes.get("id"):
        return f"{element.tag}#{number}"
    classes = element.attributes.get("class", "").split()[:2]
    return ".".join((element.tag, *classes))
