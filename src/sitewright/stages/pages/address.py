"""Work out where a page is published."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.kernel.diagnostics import Diagnostic, Note, Span, error
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import (
    default_output_path,
    has_file_ending,
    output_path_of,
    path_problem,
    tidy_permalink,
    url_of,
)
from sitewright.model.data import Data
from sitewright.model.document import KeyPath, Place
from sitewright.yamlcore.fields import FieldReader

BARE = "eleventyAllowMissingExtension"
"""Key by which a page says that its file is to have no ending."""

_NO_ENDING = "it has no file ending, so hosts would not know what it is"
_HINTS = {_NO_ENDING: "end it with '/' or '.html'"}
"""What to do about a permalink that is for many pages."""

_FULL = regex(r"[A-Za-z][A-Za-z0-9+.-]*://")
_TEMPLATE_SYNTAX = regex(r"\{\{|\{%|\{#")


def read_address(reader: FieldReader, inside: str) -> tuple[str, str]:
    """Work out URL and output path; both are empty for a page that writes no file."""
    output_path = default_output_path(inside)
    permalink = reader.value("permalink")
    if isinstance(permalink, dict):  # one permalink for each of several uses
        reader.doubt_near_misses(("build",), "permalink", code="FM014")
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
    url = tidy_permalink(permalink)
    may_be_bare = reader.flag(BARE)
    if _FULL.match(permalink):
        hint = "write a path such as '/about/team/'"
        reader.add(_unusable(reader.data, permalink, "it is a full address", hint))
        return url_of(output_path), output_path
    if problem := _permalink_problem(url, may_be_bare):
        reader.add(_unusable(reader.data, permalink, *problem))
    return url_of(output_path_of(url)), output_path_of(url)


def _unusable(data: Data, permalink: str, problem: str, hint: str) -> Diagnostic:
    """Report a permalink.

    One that stands in another file than the page is for many: the finding says the same
    for each of them, so that it comes up once, and names the page in a note.
    """
    span = data.value_span("permalink")
    if span.path == data.path:
        message = f"'{permalink}' cannot be an address: {problem}"
        return error("URL002", message, span, hint)
    page = Note(f"here it is '{permalink}'", Span(data.path))
    message = f"this permalink cannot be an address: {problem}"
    return error("URL002", message, span, _HINTS.get(problem, hint), (page,))


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
            _NO_ENDING,
            f"write '{url}/' or '{url}.html'",
        )
    return None


def span_of_url(data: Data) -> Span:
    """Find where a page's address was decided: its permalink, or its file."""
    return data.span(_find_permalink)


def _find_permalink(places: Mapping[KeyPath, Place], path: str) -> Span:
    place = places.get(("permalink",))
    return place.value if place else Span(path)
