"""Say what to write in the place of Eleventy's JavaScript, which is not run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Findings, Span, error
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.model.config import Paths
from sitewright.model.hooks import HookKind, Hooks, write_stub

_TEMPLATE: Final = regex(r"\.11ty\.[cm]?[jt]sx?\Z")
_DATA: Final = regex(r"(?:\.11tydata)?\.[cm]?[jt]s\Z")


def refuse_scripts(scripts: Iterable[str], paths: Paths, hooks: Hooks) -> Findings:
    """Report what is written in JavaScript, unless a hook stands in for it.

    Args:
        scripts: Paths of templates and data files.
        paths: The project's folders.
        hooks: The site's own Python.

    Returns:
        An error for each, with lines to paste.
    """
    given = {hook.name for hook in hooks.of(HookKind.DATA)}
    found = (_refuse(path, paths.data) for path in scripts if _name(path) not in given)
    return tuple(found)


def _refuse(path: str, data: str) -> Diagnostic:
    if _TEMPLATE.search(path):
        hint = (
            "write the page as Markdown, or as a template that ends in .njk or .jinja"
        )
        return _error(path, hint, "")
    beside = _DATA.sub("", path)
    if path.startswith(f"{data}/"):
        stub = write_stub(HookKind.DATA, _name(path))
        return _error(
            path, f"write plain data as {beside}.yaml; else in hooks.py:", stub
        )
    hint = f"write plain values as {beside}.yaml; what is computed, in hooks.py:"
    return _error(path, hint, write_stub(HookKind.COMPUTED, "key"))


def _error(path: str, hint: str, stub: str) -> Diagnostic:
    message = "this is JavaScript, which is not run"
    return replace(error("DAT007", message, Span(path), hint), paste=stub)


def _name(path: str) -> str:
    return _DATA.sub("", path.rpartition("/")[2])
