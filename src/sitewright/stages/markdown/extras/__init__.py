"""Constructs beyond CommonMark that a site may ask for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from markdown_it import MarkdownIt

from sitewright.model.markdown import MarkdownOptions

_LONGEST_CODE = 50_000
_LONGEST_STRANGE_CODE = 5_000


def use_extras(parser: MarkdownIt, options: MarkdownOptions) -> None:
    """Add the constructs that a site asks for; only they are imported."""
    parser.options["breaks"] = options.breaks
    _use_blocks(parser, options)
    _use_text(parser, options)


def _use_blocks(parser: MarkdownIt, options: MarkdownOptions) -> None:
    if options.footnotes:
        parser.use(_load(f"{__name__}.footnotes", "use_footnotes"))
    if options.definition_lists:
        parser.use(_load("mdit_py_plugins.deflist", "deflist_plugin"))
    if options.task_lists:
        parser.use(_load(f"{__name__}.tasks", "use_tasks"))
    for name in options.containers:
        parser.use(_load("mdit_py_plugins.container", "container_plugin"), name)
    if options.admonitions:
        parser.use(_load("mdit_py_plugins.admon", "admon_plugin"))
    if options.alerts:
        parser.use(_load(f"{__name__}.alerts", "use_alerts"))
    if options.highlight:
        longest = _LONGEST_STRANGE_CODE if options.untrusted else _LONGEST_CODE
        parser.use(_load(f"{__name__}.highlight", "use_highlight"), longest)


def _use_text(parser: MarkdownIt, options: MarkdownOptions) -> None:
    if options.linkify:
        parser.use(_load(f"{__name__}.linkify", "use_linkify"))
    if options.abbreviations:
        parser.use(_load(f"{__name__}.abbreviations", "use_abbreviations"))
    if options.typographer:
        parser.options["typographer"] = True
        make_rule = _load(f"{__name__}.quotes", "make_quotes_rule")
        parser.core.ruler.at("smartquotes", make_rule(options.quotes))


def _load(module: str, name: str) -> Any:
    return getattr(import_module(module), name)
