"""PublishError: why a site is not published."""

from __future__ import annotations

from collections.abc import Iterable

from sitewright.kernel.diagnostics import Diagnostic, Note, Span, error


class PublishError(Exception):
    """The site is not published; visitors see what they saw before.

    Attributes:
        code: Its diagnostic code.
        message: What is wrong.
        hint: What to do about it; may be empty.
        notes: What else is known, such as what a client printed.
    """

    def __init__(
        self, code: str, message: str, hint: str = "", notes: Iterable[str] = ()
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.notes = tuple(notes)

    def finding(self, span: Span) -> Diagnostic:
        """Make a finding of it, at the place of the target."""
        notes = tuple(Note(note) for note in self.notes)
        return error(self.code, self.message, span, self.hint, notes)
