"""Read ``headers``: what hosts are to say with their answers, by address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from sitewright.kernel.diagnostics import Span, error
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import path_problem, settled_url
from sitewright.model.header import Header
from sitewright.yamlcore.fields import FieldReader, kind_of

KEY: Final = "headers"

# https://docs.netlify.com/manage/routing/headers/ lists what servers need for
# themselves; the rest of these belongs to HTTP itself.
_OF_SERVERS: Final = (
    *("accept-ranges", "age", "allow", "alt-svc", "connection", "content-encoding"),
    *("content-length", "content-range", "date", "keep-alive", "location", "server"),
    *("set-cookie", "te", "trailer", "transfer-encoding", "upgrade"),
)
_NAME: Final = regex(r"[A-Za-z][A-Za-z0-9-]*\Z")
_UNFIT: Final = regex(r"[^\x20-\x7e]")
_HOLES: Final = regex(r"(?<=/):[A-Za-z_]\w*(?=/|\Z)")
_BESIDE_STAR: Final = regex(r"[A-Za-z0-9._-]*\*[A-Za-z0-9._-]*\Z")


def read_headers(reader: FieldReader) -> tuple[Header, ...]:
    """Read the headers; what cannot be one is reported and left out."""
    headers = []
    taken: dict[tuple[str, str], Span] = {}
    for written in reader.mapping(KEY):
        pattern = _read_pattern(reader, written)
        for name in reader.mapping(KEY, written):
            span = reader.data.key_span(KEY, written, name)
            value = _read_value(reader, written, name)
            if not pattern or value is None or not _has_fit_name(reader, name, span):
                continue
            if (pattern, name.lower()) in taken:
                message = f"'{name}' is set twice for '{pattern}'"
                hint = "write a list if it is to have several values"
                reader.add(error("HOST030", message, span, hint))
                continue
            taken[pattern, name.lower()] = span
            headers.append(Header(pattern, name, value, span))
    return tuple(headers)


def value_problem(value: str) -> str:
    """Say why a text cannot be the value of a header; empty if it can."""
    if not value:
        return "is empty"
    found = _UNFIT.search(value)
    if not found:
        return ""
    letter = found[0]
    if letter in "\r\n":
        return "has a line break"
    return f"contains {letter!r}" if letter.isascii() else f"has a '{letter}'"


def _read_pattern(reader: FieldReader, written: str) -> str:
    """Write a pattern in the one form that this site uses; empty if it is none."""
    problem = _pattern_problem(written)
    if problem:
        span = reader.data.key_span(KEY, written)
        hint = "write a path such as '/about/', '/downloads/*' or '/*.css'"
        message = f"'{written}' is no address for headers: {problem}"
        reader.add(error("HOST030", message, span, hint))
        return ""
    url = "/" + unquote(written.strip()).removeprefix("/")
    return url if url.endswith("*") else settled_url(url)


def _pattern_problem(written: str) -> str:
    try:
        path = unquote(written.strip(), errors="strict")
    except UnicodeDecodeError:
        return "its percent-encoding is not UTF-8"
    names = _HOLES.findall(path)
    starred = [part for part in path.split("/") if "*" in part]
    problems = (
        (not path.startswith("/"), "it does not start with a slash"),
        (path.count("*") > 1, "it has more than one '*'"),
        (":" in _HOLES.sub("", path), "':name' is all there is between two slashes"),
        (len(names) > len(set(names)), "it has a placeholder twice"),
        (
            not all(map(_BESIDE_STAR.match, starred)),
            "beside '*', a part has letters, digits, '.', '-' and '_' alone",
        ),
    )
    return next((why for is_so, why in problems if is_so), "") or path_problem(path)


def _has_fit_name(reader: FieldReader, name: str, span: Span) -> bool:
    hint = "names have letters, digits and '-', as in 'X-Robots-Tag'"
    if not _NAME.match(name):
        message = f"'{name}' cannot be the name of a header"
    elif name.lower() in _OF_SERVERS:
        message = f"'{name}' is set by the server itself"
        hint = "remove it"
        if name.lower() == "location":
            hint = "write where an old address leads under 'redirects'"
    else:
        return True
    reader.add(error("HOST030", message, span, hint))
    return False


def _read_value(reader: FieldReader, pattern: str, name: str) -> str | None:
    """Read a value; empty if it is ``false``, None if it is reported."""
    keys = (KEY, pattern, name)
    value = reader.value(*keys)
    if value is False:
        return ""
    if value in (None, True, []) or isinstance(value, Mapping):
        kind = "an empty list" if value == [] else kind_of(value)
        message = f"the value of '{name}' must be text, not {kind}"
        hint = "write 'false' to take away what a wider pattern sets"
        reader.add(error("HOST030", message, reader.data.value_span(*keys), hint))
        return None
    if isinstance(value, int | float):
        return str(value)
    texts = [(text.strip(), span) for text, span in reader.texts(*keys)]
    for text, span in texts:
        if problem := value_problem(text):
            message = f"the value of '{name}' {problem}"
            hint = "the value of a header is one line of ASCII letters"
            reader.add(error("HOST030", message, span, hint))
            return None
    return ", ".join(text for text, _ in texts) or None
