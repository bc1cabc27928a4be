"""Work out where a page is published."""

from __future__ import annotations

import re

from sitewright.kernel.diagnostics import Span, error
from sitewright.kernel.urls import (
    default_output_path,
    has_file_ending,
    output_path_of,
    path_problem,
    url_of,
)
from sitewright.model.data import Data
from sitewright.yamlcore.fields import FieldReader

BARE = "eleventyAllowMissingExtension"
"""Key by which a page says that its file is to have no ending."""

_TEMPLATE_SYNTAX = re.compile(r"\{\{|\{%|\{#")


def read_address(reader: FieldReader, inside: str) -> tuple[str, str]:
    """Work out URL and output path; both are empty for a page that writes no file."""
    output_path = default_output_path(inside)
    permalink = reader.value("permalink")
    if isinstance(permalink, dict):  # one permalink for each of several uses
        permalink = permalink.get("build", False) if permalink else None
    if permalink is False:
        return "", ""
    if permalink is None or permalink == "":
        if unusable := path_problem("/" + output_path):
            reader.add(
                error(
                    "URL001",
                    f"this file name cannot be an address: {unusable}",
                    Span(reader.data.path),
                    "rename the file, or give the page a 'permalink'",
                )
            )
        return url_of(output_path), output_path
    if not isinstance(permalink, str):
        reader.misfit(permalink, "text or false", "permalink")
        return url_of(output_path), output_path
    url = "/" + permalink.removeprefix("/")
    may_be_bare = reader.flag(BARE)
    if problem := _permalink_problem(url, may_be_bare):
        message, hint = problem
        span = reader.data.value_span("permalink")
        reader.add(
            error(
                "URL002", f"'{permalink}' cannot be an address: {message}", span, hint
            )
        )
    return url_of(output_path_of(url)), output_path_of(url)


def _permalink_problem(url: str, may_be_bare: bool) -> tuple[str, str] | None:
    if _TEMPLATE_SYNTAX.search(url):
        return (
            "it contains template syntax that was not rendered",
            "a template stands between '{{' and '}}', or '{%' and '%}'",
        )
    if problem := path_problem(url):
        return problem, "write a path such as '/about/team/'"
    if not url.endswith("/") and not may_be_bare and not has_file_ending(url):
        return (
            "it has no file ending, so hosts would not know what it is",
            f"write '{url}/' or '{url}.html'",
        )
    return None


def span_of_url(data: Data) -> Span:
    """Find where a page's address was decided: its permalink, or its file."""
    if ("permalink",) in data.places:
        return data.value_span("permalink")
    return Span(data.path)
