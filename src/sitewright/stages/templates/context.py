"""How a running template finds its variables, and runs its macros."""

from __future__ import annotations

from typing import Any

from jinja2 import Template, TemplateRuntimeError
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing

from sitewright.model.limits import Limits
from sitewright.stages.templates.budget import Budget
from sitewright.stages.templates.current import RENDERING
from sitewright.stages.templates.extending import Extension
from sitewright.stages.templates.limits import refuse_vast

# Jinja asks for these on its own account.
_NOT_DATA = frozenset({"self", "super", "caller", "varargs", "kwargs"})


class FreshTemplate(Template):
    """A template whose macros are made anew for each render that imports them.

    Jinja makes them once; of what such a template imports in its turn, only the first
    render would then be noted as a reader.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        self._module = None
        return super()._get_default_module(ctx)


class SiteContext(Context):
    """Looks for a name in the page's own values, then in the data of the site.

    Attributes:
        budget: What the templates of the page may still do.
        chain: The templates that have extended another one so far.
        spend: Pays for a turn of a loop, or for the call of a macro.
    """

    chain: list[Extension] | None = None

    def __init__(self, *given: Any, **named: Any) -> None:
        """Begin to run a template, as Jinja does."""
        super().__init__(*given, **named)
        rendering = RENDERING.get(None)
        self.budget = rendering.budget if rendering else Budget(Limits())
        self.spend = self.budget.step

    def pay(self, value: Any) -> Any:
        """Pay for a text or a list that was put together, and hand it on."""
        if isinstance(value, str | list):
            self.budget.write(len(value))
        return value

    def sane(self, parts: tuple[Any, ...]) -> tuple[Any, ...]:
        """Hand on what is to be put together, unless it is a list without end."""
        refuse_vast(*parts)
        return parts

    def extend(
        self,
        path: str,
        offered: dict[str, int],
        blocks: tuple[str, ...],
        lost_at: int,
        parent: Template,
    ) -> None:
        """Note that a template extends another one, and what it has for that."""
        if self.chain is None:
            self.chain = []
            if rendering := RENDERING.get(None):
                rendering.chains.append(self.chain)
        parents = frozenset(parent.blocks)
        self.chain.append(Extension(path, offered, blocks, lost_at, parents))

    def enter(self) -> Any:
        """Refuse to run a template in Nunjucks for one in Jinja2 that extends it.

        Raises:
            TemplateRuntimeError: Always.
        """
        raise TemplateRuntimeError(
            "a template in Jinja2 cannot extend one in Nunjucks: end its name in .njk"
        )

    def resolve_or_missing(self, key: str) -> Any:
        """Look a name up; a look into the site's data is noted as a read."""
        found = super().resolve_or_missing(key)
        if found is not missing or key in _NOT_DATA:
            return found
        return self.look_in_data(key)

    def look_in_data(self, key: str) -> Any:
        """Look a name up in the data of the site."""
        rendering = RENDERING.get(None)
        value = rendering.reader.read(f"data:{key}") if rendering else None
        return missing if value is None else value
