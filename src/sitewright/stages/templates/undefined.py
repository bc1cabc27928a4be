"""What a name without a value is: free to be tested and chained, not to be shown."""

from __future__ import annotations

from typing import Any, NoReturn

from jinja2 import ChainableUndefined, TemplateRuntimeError, UndefinedError
from jinja2.utils import missing


class UndefinedNameError(UndefinedError):
    """A template used a name that has no value.

    Attributes:
        name: The name.
        owner: What it was looked up in, or ``jinja2.utils.missing`` for a variable.
    """

    def __init__(self, message: str | None, name: object, owner: object) -> None:
        super().__init__(message)
        self.name = "" if name is None else str(name)
        self.owner = owner

    @property
    def is_variable(self) -> bool:
        """Whether it was a variable, not a field of something."""
        return self.owner is missing


class UncallableError(TemplateRuntimeError):
    """A Nunjucks template calls what is no function.

    Attributes:
        name: The variable that it calls; empty if it is anything else.
    """

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name


class StrictUndefined(ChainableUndefined):
    """May be tested, compared, chained and defaulted; fails when printed or looped."""

    def _fail_with_undefined_error(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        if self._undefined_exception is not UndefinedError:  # the sandbox said no
            raise self._undefined_exception(self._undefined_message)
        raise UndefinedNameError(
            self._undefined_message, self._undefined_name, self._undefined_obj
        )

    __repr__ = __str__ = __iter__ = __len__ = __call__ = _fail_with_undefined_error
    __contains__ = __html__ = __int__ = __float__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = _fail_with_undefined_error
    __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _fail_with_undefined_error
    __mod__ = __rmod__ = __pos__ = __neg__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = _fail_with_undefined_error
    __floordiv__ = __rfloordiv__ = __pow__ = __rpow__ = _fail_with_undefined_error
