"""Hook and Hooks: the functions by which a site adds to Sitewright."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import field
from enum import StrEnum

from sitewright.kernel.diagnostics import Findings, Span, has_errors
from sitewright.kernel.digests import Digest
from sitewright.kernel.frozen import frozen, replace
from sitewright.model.document import Source
from sitewright.model.stopwatch import Stopwatch, timing

HOOKS_FILE = "hooks.py"

_NO_DIGEST = Digest("")


class HookKind(StrEnum):
    """What a hook is for; the value is what messages call it."""

    FILTER = "filter"
    TEST = "test"
    FUNCTION = "function"
    GLOBAL = "global value"
    SHORTCODE = "shortcode"
    PAIRED_SHORTCODE = "paired shortcode"
    COLLECTION = "collection"
    COMPUTED = "computed value"
    DATA = "data"
    PREPROCESSOR = "preprocessor"
    POSTPROCESSOR = "postprocessor"


@frozen
class Hook:
    """One function of the site's own.

    Attributes:
        kind: What it is for.
        name: Its name in templates, or the key or collection that it makes.
        function: The function, as the author wrote it.
        span: Where it was registered.
        endings: Of which files a preprocessor or postprocessor is told, such as
            ``.md``; empty for all.
        texts: The site's Python files by path, in which faults are looked for.
        stopwatch: Who times its calls; None if nobody does.
    """

    kind: HookKind
    name: str
    function: Callable[..., object]
    span: Span
    endings: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    stopwatch: Stopwatch | None = field(default=None, repr=False, compare=False)

    def timing(self) -> AbstractContextManager[None]:
        """Time a call of the hook, if anybody does."""
        return timing(self.stopwatch, "hook", f"{self.kind} '{self.name}'")

    def applies_to(self, path: str) -> bool:
        """Tell whether a file is one of those that the hook is for."""
        return not self.endings or path.endswith(self.endings)


@frozen
class Hooks:
    """All hooks of a site.

    Attributes:
        hooks: The functions, in the order in which they were registered.
        values: Global values for templates by name.
        sources: ``hooks.py``, and every file beside it that it imports.
        digest: Digest of the sources: whatever was made with a hook depends on it.
        findings: What was wrong with the sources, or happened while they ran.
    """

    hooks: tuple[Hook, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    digest: Digest = _NO_DIGEST
    findings: Findings = ()

    def __bool__(self) -> bool:
        return bool(self.sources)

    @property
    def is_broken(self) -> bool:
        """Whether the hooks are not all there, so that nothing can be made with them."""
        return has_errors(self.findings)

    def of(self, *kinds: HookKind) -> tuple[Hook, ...]:
        """Take the hooks of some kinds, in the order in which they were registered."""
        return tuple(hook for hook in self.hooks if hook.kind in kinds)

    def timed(self, stopwatch: Stopwatch) -> Hooks:
        """Take the same hooks, whose calls are timed."""
        hooks = tuple(replace(hook, stopwatch=stopwatch) for hook in self.hooks)
        return replace(self, hooks=hooks)


NONE = Hooks()
"""The hooks of a site without ``hooks.py``."""
