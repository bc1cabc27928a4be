"""Read ``security``: the headers that guard a site, each adjustable or ``false``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sitewright.kernel.diagnostics import error
from sitewright.kernel.regexes import regex
from sitewright.model.security import Security
from sitewright.stages.config.sources import (
    is_switch,
    read_ancestors,
    read_permissions,
    read_sources,
)
from sitewright.yamlcore.fields import FieldReader

KEY: Final = "security"
SECURITY_KEYS: Final = (
    "csp",
    "report_only",
    "in_pages",
    "hsts",
    "nosniff",
    "referrer_policy",
    "permissions_policy",
    "frame_ancestors",
    "opener_policy",
)

_REFERRER: Final = (
    *("no-referrer", "no-referrer-when-downgrade", "origin", "same-origin"),
    *("origin-when-cross-origin", "strict-origin", "strict-origin-when-cross-origin"),
    "unsafe-url",
)
_OPENER: Final = (
    *("same-origin", "same-origin-allow-popups", "noopener-allow-popups"),
    "unsafe-none",
)
_HSTS: Final = regex(
    r"max-age=\d+(?: *; *includeSubDomains(?: *; *preload)?)?\Z", re.IGNORECASE
)


def read_security(reader: FieldReader) -> Security | None:
    """Read how the site guards its visitors; None if it says nothing about that."""
    value = reader.value(KEY)
    if value is None or value is False:
        return None
    span = reader.data.key_span(KEY)
    if value is True:
        return Security(span, span)
    if not isinstance(value, Mapping):
        reader.misfit(value, "true, false or a mapping", KEY)
        return None
    reader.refuse_unknown(SECURITY_KEYS, KEY, code="CFG001")
    plain = Security(span, span)
    found = Security(
        span,
        reader.data.key_span(KEY, "csp"),
        has_policy=reader.value(KEY, "csp") is not False,
        sources=read_sources(reader),
        only_reports=reader.flag(KEY, "report_only"),
        in_pages=reader.flag(KEY, "in_pages"),
        hsts=_read_hsts(reader, plain.hsts),
        has_nosniff=reader.flag(KEY, "nosniff", default=True),
        referrer_policy=_read_word(
            reader, "referrer_policy", plain.referrer_policy, _REFERRER
        ),
        permissions=read_permissions(reader),
        ancestors=read_ancestors(reader),
        opener_policy=_read_word(reader, "opener_policy", plain.opener_policy, _OPENER),
    )
    _refuse_reports_in_pages(reader, found)
    return found


def _read_word(
    reader: FieldReader, key: str, default: str, known: tuple[str, ...]
) -> str:
    """Read one of a few words; empty if it is ``false``."""
    keys = (KEY, key)
    if is_switch(reader, *keys):
        return default if reader.value(*keys) else ""
    word = reader.text(*keys, default=default)
    if word not in known:
        message = f"'{KEY}.{key}' cannot be '{word}'"
        span = reader.data.value_span(*keys)
        reader.add(error("CFG002", message, span, f"known are {', '.join(known)}"))
    return word


def _read_hsts(reader: FieldReader, default: str) -> str:
    keys = (KEY, "hsts")
    if is_switch(reader, *keys):
        return default if reader.value(*keys) else ""
    text = reader.text(*keys, default=default)
    if not _HSTS.match(text):
        message = f"'{KEY}.hsts' must be the header's value, not '{text}'"
        hint = "write it as in 'max-age=63072000; includeSubDomains; preload'"
        reader.add(error("CFG002", message, reader.data.value_span(*keys), hint))
    return text


def _refuse_reports_in_pages(reader: FieldReader, found: Security) -> None:
    """Refuse what browsers would pass over: pages cannot ask for reports alone."""
    if found.only_reports and found.in_pages:
        message = "a policy in pages cannot 'report_only'"
        span = reader.data.key_span(KEY, "in_pages")
        hint = "leave one of the two out"
        reader.add(error("CFG002", message, span, hint))
