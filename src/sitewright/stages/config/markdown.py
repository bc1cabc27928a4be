"""Read what ``site.yaml`` says of Markdown."""

from __future__ import annotations

from sitewright.kernel.diagnostics import error
from sitewright.kernel.regexes import regex
from sitewright.model.markdown import PLAIN, MarkdownOptions, Quotes
from sitewright.yamlcore.fields import FieldReader

MARKDOWN_KEYS = (
    "template",
    "heading_ids",
    "heading_levels",
    "toc_levels",
    "untrusted",
    "breaks",
    "linkify",
    "typographer",
    "quotes",
    "footnotes",
    "definition_lists",
    "task_lists",
    "abbreviations",
    "alerts",
    "admonitions",
    "containers",
    "highlight",
)

_TEMPLATES = ("none", "jinja", "nunjucks")
_NAME = regex(r"[^\W\d_][\w-]*")
_LEVELS = range(1, 7)
_QUOTES = 4


def read_markdown_options(reader: FieldReader) -> MarkdownOptions:
    """Read the settings below ``markdown``."""
    reader.refuse_unknown(MARKDOWN_KEYS, "markdown", code="CFG001")
    return MarkdownOptions(
        template=_read_template(reader),
        heading_ids=reader.flag("markdown", "heading_ids", default=True),
        heading_levels=_read_levels(reader, "heading_levels", PLAIN.heading_levels),
        toc_levels=_read_levels(reader, "toc_levels", PLAIN.toc_levels),
        untrusted=reader.flag("markdown", "untrusted"),
        breaks=reader.flag("markdown", "breaks"),
        linkify=reader.flag("markdown", "linkify"),
        typographer=reader.flag("markdown", "typographer"),
        quotes=_read_quotes(reader),
        footnotes=reader.flag("markdown", "footnotes"),
        definition_lists=reader.flag("markdown", "definition_lists"),
        task_lists=reader.flag("markdown", "task_lists"),
        abbreviations=reader.flag("markdown", "abbreviations"),
        alerts=reader.flag("markdown", "alerts"),
        admonitions=reader.flag("markdown", "admonitions"),
        containers=_read_containers(reader),
        highlight=reader.flag("markdown", "highlight"),
    )


def _read_template(reader: FieldReader) -> str:
    template = reader.text("markdown", "template", default=PLAIN.template)
    if template in _TEMPLATES:
        return template
    reader.add(
        error(
            "CFG002",
            f"'markdown.template' must be {' or '.join(_TEMPLATES)}, not '{template}'",
            reader.data.value_span("markdown", "template"),
            "Nunjucks is not run by this version; many templates are the same in Jinja"
            if template in ("njk", "nunjucks")
            else "",
        )
    )
    return PLAIN.template


def _read_levels(
    reader: FieldReader, key: str, default: tuple[int, ...]
) -> tuple[int, ...]:
    """Read levels of headings, in whatever order they are written."""
    value = reader.value("markdown", key)
    if value is None:
        return default
    given = value if isinstance(value, list) else []
    levels = {item for item in given if type(item) is int and item in _LEVELS}
    if levels and len(levels) == len(set(map(repr, given))):
        return tuple(sorted(levels))
    reader.add(
        error(
            "CFG002",
            f"'markdown.{key}' must be a list of levels from 1 to 6",
            reader.data.value_span("markdown", key),
            "write it as in [2, 3]",
        )
    )
    return default


def _read_quotes(reader: FieldReader) -> Quotes:
    """Read four quotes, each a character of a text or an item of a list."""
    value = reader.value("markdown", "quotes")
    if value is None:
        return PLAIN.quotes
    given = list(value) if isinstance(value, str | list) else []
    quotes = [item for item in given if isinstance(item, str)]
    if len(quotes) == len(given) == _QUOTES:
        return quotes[0], quotes[1], quotes[2], quotes[3]
    reader.add(
        error(
            "CFG002",
            "'markdown.quotes' must be four characters, or a list of four texts",
            reader.data.value_span("markdown", "quotes"),
            "write opening and closing double, then single quotes, as in '„“‚‘'",
        )
    )
    return PLAIN.quotes


def _read_containers(reader: FieldReader) -> tuple[str, ...]:
    names = []
    for name, span in reader.texts("markdown", "containers"):
        if _NAME.fullmatch(name):
            names.append(name)
        else:
            message = f"'{name}' cannot be the name of a container"
            hint = "a name is one word, and becomes a class: 'note'"
            reader.add(error("CFG002", message, span, hint))
    return tuple(names)
