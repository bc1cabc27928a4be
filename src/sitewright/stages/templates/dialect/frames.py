"""The variables of a running Nunjucks template: where ``set`` puts them, who sees them.

As in Nunjucks, loops and bodies push a frame; a ``set`` changes the nearest frame that
has the name, and makes it in the current one if none has. Blocks, files and macros keep
their own to themselves.
"""

from __future__ import annotations

from jinja2.utils import missing

from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED


class Frame:
    """Variables of one loop, body or file.

    Nunjucks keeps two sorts apart. Names that a template binds by its form (of a loop,
    an argument, a macro, an import) are seen where they stand, as JavaScript's own
    variables; names that are set while it runs are seen by all that runs inside.

    Attributes:
        names: What was set.
        parent: The frame inside which this one runs.
        local: What is bound by the template's form.
        around: The frame inside which this one is written; None at the start of a file,
            a block or a macro.
        is_isolated: Whether a ``set`` stays inside.
        is_top: Whether it is the first one of a file.
    """

    __slots__ = ("around", "is_isolated", "is_top", "local", "names", "parent")

    def __init__(
        self,
        parent: Frame | None = None,
        around: Frame | None = None,
        *,
        is_isolated: bool = False,
        is_top: bool = False,
    ) -> None:
        self.names: dict[str, object] = {}
        self.parent = parent
        self.local: dict[str, object] = {}
        self.around = around
        self.is_isolated = is_isolated
        self.is_top = is_top

    def find(self, name: str) -> object:
        """Look a variable up; Jinja's ``missing`` if there is none."""
        frame: Frame | None = self
        while frame is not None:
            if name in frame.local:
                return frame.local[name]
            frame = frame.around
        frame = self
        while frame is not None:
            if name in frame.names:
                return frame.names[name]
            frame = frame.parent
        return missing

    def set(self, name: str, value: object) -> None:
        """Change the nearest variable of this name, or make one here."""
        frame: Frame | None = self
        while frame is not None:
            if name in frame.local:
                frame.local[name] = value
                break
            frame = frame.around
        self._holder(name).put(name, value)

    def put(self, name: str, value: object) -> None:
        """Make a variable here; ``UNDEFINED`` is as good as none."""
        if value is UNDEFINED:
            self.names.pop(name, None)
        else:
            self.names[name] = value

    def bind(self, name: str, value: object) -> None:
        """Bind a variable here by the template's form."""
        self.local[name] = value
        self.put(name, value)

    def _holder(self, name: str) -> Frame:
        """Find the frame in which a ``set`` of this name is to be made."""
        if name in self.names or self.is_isolated:
            return self
        frame = self.parent
        while frame is not None:
            if name in frame.names:
                return frame
            frame = frame.parent
        return self
