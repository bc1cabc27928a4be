"""Constructs beyond CommonMark that a site may ask for."""

from __future__ import annotations

from importlib import import_module

from markdown_it import MarkdownIt

from sitewright.model.markdown import MarkdownOptions


def use_extras(parser: MarkdownIt, options: MarkdownOptions) -> None:
    """Add the constructs that a site asks for; only they are imported."""
    if options.footnotes:
        footnote = import_module("mdit_py_plugins.footnote")
        parser.use(footnote.footnote_plugin)
    if options.definition_lists:
        deflist = import_module("mdit_py_plugins.deflist")
        parser.use(deflist.deflist_plugin)
    if options.task_lists:
        tasklists = import_module("mdit_py_plugins.tasklists")
        parser.use(tasklists.tasklists_plugin)
    if options.containers:
        container = import_module("mdit_py_plugins.container")
        for name in options.containers:
            parser.use(container.container_plugin, name)
