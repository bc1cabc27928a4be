"""Read whom ``security`` trusts: sources of the policy, features, frames around pages."""

from __future__ import annotations

import re
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Span, error
from sitewright.kernel.regexes import regex
from sitewright.stages.config.headers import value_problem
from sitewright.yamlcore.fields import FieldReader

_KEY: Final = "security"

DIRECTIVES: Final = (
    *("default-src", "script-src", "script-src-attr", "style-src", "style-src-attr"),
    *("img-src", "font-src", "connect-src", "media-src", "object-src", "frame-src"),
    *("worker-src", "manifest-src", "base-uri", "form-action"),
    *("report-uri", "report-to", "sandbox", "upgrade-insecure-requests"),
    *("require-trusted-types-for", "trusted-types"),
)
"""What a policy may say besides what the pages need."""

_ELSEWHERE: Final = {
    "frame-ancestors": "it is a setting of its own: 'frame_ancestors', beside 'csp'",
    "script-src-elem": "write it under 'script-src'",
    "style-src-elem": "write it under 'style-src'",
    "child-src": "write it under 'frame-src' or 'worker-src'",
}
_KEYWORDS: Final = (
    *("self", "none", "unsafe-inline", "unsafe-eval", "wasm-unsafe-eval"),
    *("strict-dynamic", "unsafe-hashes", "report-sample", "script"),
)
"""What stands in quotes in a policy, which authors easily forget."""

_SOURCE: Final = regex(
    r"'[A-Za-z0-9+/=_-]+'|[*]|[a-z][a-z0-9+.-]*:"
    r"|(?:[a-z][a-z0-9+.-]*://)?(?:[*][.])?[A-Za-z0-9._-]+(?::(?:\d+|[*]))?(?:/[^\s;,'\"]*)?"
)
_UNSAFE: Final = "'unsafe-inline'"
_PLAIN: Final = ("report-uri", "report-to", "sandbox", "trusted-types")
_ALONE: Final = ("sandbox", "upgrade-insecure-requests")
_FEATURE: Final = regex(r"[a-z][a-z0-9-]*\Z")
_ALLOWED: Final = regex(r"self|[*]|https?://[*]?[A-Za-z0-9.-]+(?::\d+)?")


def is_switch(reader: FieldReader, *keys: str) -> bool:
    """Tell whether a setting is no more than on or off."""
    return isinstance(reader.value(*keys), bool)


def read_sources(reader: FieldReader) -> dict[str, tuple[str, ...]]:
    """Read what the policy allows besides what the pages need, by directive."""
    keys = (_KEY, "csp")
    if is_switch(reader, *keys):
        return {}
    reader.refuse_unknown((*DIRECTIVES, *_ELSEWHERE), *keys, code="CFG001")
    sources = {}
    for directive in reader.mapping(*keys):
        if directive in DIRECTIVES:
            sources[directive] = _read_directive(reader, directive)
        elif directive in _ELSEWHERE:
            span = reader.data.key_span(*keys, directive)
            message = f"'{directive}' cannot be set here"
            reader.add(error("CFG001", message, span, _ELSEWHERE[directive]))
    return sources


def _read_directive(reader: FieldReader, directive: str) -> tuple[str, ...]:
    keys = (_KEY, "csp", directive)
    if is_switch(reader, *keys):
        if directive in _ALONE:
            return ()
        reader.misfit(reader.value(*keys), "text or a list of texts", *keys)
    else:
        items = reader.texts(*keys)
        return tuple(_read_source(reader, directive, *item) for item in items)
    return ()


def _read_source(reader: FieldReader, directive: str, text: str, span: Span) -> str:
    """Read one source of a directive."""
    source = f"'{text}'" if text in _KEYWORDS else text
    hint = "write a host such as 'https://api.example.com', or 'self', or 'data:'"
    if directive in _PLAIN:
        problem = value_problem(source)
        if re.search(r"[\s;,]", source):
            problem = "is more than one word"
        hint = "write a list if there are several"
    elif source.startswith("'nonce-"):
        problem = "would be the same for every visitor"
    elif source == _UNSAFE and directive.startswith(("script", "default")):
        problem = "lets injected scripts run, which the policy is to prevent"
        hint = "leave it out: scripts in pages are allowed one by one, by their hashes"
    else:
        problem = "" if _SOURCE.fullmatch(source) else "is no source"
    if problem:
        message = f"'{text}' {problem}"
        reader.add(error("CFG002", message, span, hint))
    return source


def read_permissions(reader: FieldReader) -> dict[str, tuple[str, ...]] | None:
    """Read who may use which feature of the browser; None if that is not said."""
    keys = (_KEY, "permissions_policy")
    if is_switch(reader, *keys):
        return {} if reader.value(*keys) else None
    permissions = {}
    for feature in reader.mapping(*keys):
        if not _FEATURE.match(feature):
            span = reader.data.key_span(*keys, feature)
            message = f"'{feature}' is no feature of browsers"
            reader.add(error("CFG002", message, span, "write it as in 'geolocation'"))
            continue
        is_off = reader.value(*keys, feature) is False
        items = [] if is_off else reader.texts(*keys, feature)
        for text, span in items:
            if not _ALLOWED.fullmatch(text):
                reader.add(_no_origin(text, span))
        permissions[feature] = tuple(text for text, _ in items)
    return permissions


def read_ancestors(reader: FieldReader) -> tuple[str, ...] | None:
    """Read who may show pages in a frame; None if that is not said."""
    keys = (_KEY, "frame_ancestors")
    if is_switch(reader, *keys):
        return () if reader.value(*keys) else None
    ancestors = []
    for text, span in reader.texts(*keys):
        source = f"'{text}'" if text in ("self", "none") else text
        if not _SOURCE.fullmatch(source):
            reader.add(_no_origin(text, span))
        ancestors.append(source)
    return tuple(ancestors)


def _no_origin(text: str, span: Span) -> Diagnostic:
    hint = "write 'self', or a host such as 'https://www.example.org'"
    return error("CFG002", f"'{text}' is no host", span, hint)
