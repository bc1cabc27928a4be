"""Read ``redirects``, ``redirects_allow`` and ``redirects_import``."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.kernel.diagnostics import error, suggest
from sitewright.kernel.regexes import regex
from sitewright.model.config import GITHUB, HOSTS
from sitewright.model.redirect import GONE, STATUSES, Rule
from sitewright.yamlcore.fields import FieldReader, kind_of

_KEY = "redirects"
_NAME = regex(r"[\w-]+(?:\.[\w-]+)*")
_FIELDS = ("to", "status")


def read_hosts(reader: FieldReader) -> tuple[str, ...]:
    """Read the names of the hosts whose files are to be written."""
    hosts = reader.texts("hosts")
    for name, span in hosts:
        if name not in HOSTS:
            near = suggest(name, HOSTS)
            hint = f"did you mean '{near}'?" if near else f"known: {', '.join(HOSTS)}"
            reader.add(error("CFG002", f"there is no host '{name}'", span, hint))
    names = [name for name, _ in hosts]
    if {"netlify", "cloudflare"} <= set(names):
        problem = "netlify and cloudflare read the same file, each in its own way"
        hint = "name the one that the site is published on"
        reader.add(error("CFG002", problem, reader.data.key_span("hosts"), hint))
    return tuple(dict.fromkeys(names))


def read_redirect_pages(reader: FieldReader, hosts: tuple[str, ...]) -> bool:
    """Read whether pages send visitors on; by itself, where no host's rules do."""
    return reader.flag("redirect_pages", default=not hosts or GITHUB in hosts)


def read_rules(reader: FieldReader) -> tuple[Rule, ...]:
    """Read the rules; what cannot be one is reported and left out."""
    rules = [_read_rule(reader, source) for source in reader.mapping(_KEY)]
    return tuple(rule for rule in rules if rule)


def read_hosts_allowed(reader: FieldReader) -> tuple[str, ...]:
    """Read the names of other hosts that redirects may lead to."""
    hosts = reader.texts("redirects_allow")
    for name, span in hosts:
        if not _NAME.fullmatch(name):
            message = f"'redirects_allow' lists names of hosts, and '{name}' is none"
            hint = "write the name alone, such as 'shop.example.org'"
            reader.add(error("CFG002", message, span, hint))
    return tuple(name.lower() for name, _ in hosts)


def read_imports(reader: FieldReader, output: str) -> tuple[str, ...]:
    """Read the files of rules besides, relative to the project.

    Args:
        reader: The settings.
        output: The output folder, which cannot hold them.
    """
    paths = []
    for path, span in reader.texts("redirects_import"):
        parts = path.removeprefix("./").split("/")
        if path.startswith("/") or {"", ".", ".."} & set(parts) or "\\" in path:
            problem = f"must name a file inside the project, not '{path}'"
            reader.add(error("CFG005", f"'redirects_import' {problem}", span))
        elif f"{'/'.join(parts)}/".startswith(f"{output}/"):
            problem = f"names '{path}', which lies in the output folder"
            reader.add(error("CFG005", f"'redirects_import' {problem}", span))
        else:
            paths.append("/".join(parts))
    return tuple(paths)


def _read_rule(reader: FieldReader, source: str) -> Rule | None:
    value = reader.mapping(_KEY)[source]
    span, place = (
        reader.data.key_span(_KEY, source),
        reader.data.value_span(_KEY, source),
    )
    if isinstance(value, str) and value:
        return Rule(source, value, 301, span, place)
    if not isinstance(value, Mapping | str):
        message = f"where '{source}' leads must be text, or a mapping with 'to' and"
        hint = f"{source}: /new/   # or {{to: /new/, status: 302}}, or {{status: 410}}"
        problem = f"{message} 'status', not {kind_of(value)}"
        reader.add(error("CFG002", problem, place, hint))
        return None
    status, target = 301, ""
    if isinstance(value, Mapping):
        reader.refuse_unknown(_FIELDS, _KEY, source, code="CFG001")
        status = reader.whole(_KEY, source, "status", default=status)
        target = reader.text(_KEY, source, "to")
    if status not in STATUSES:
        known = ", ".join(map(str, sorted(STATUSES)))
        problem = f"a redirect cannot have the status {status}"
        where = reader.data.value_span(_KEY, source, "status")
        reader.add(error("CFG002", problem, where, f"known are {known}"))
        return None
    if bool(target) == (status == GONE):
        problem = (
            "says where it leads, and that it is gone" if target else "leads nowhere"
        )
        hint = "write 'to', or 'status: 410' for an address that is gone for good"
        reader.add(error("CFG002", f"'{source}' {problem}", place, hint))
        return None
    where = reader.data.value_span(_KEY, source, "to") if target else place
    return Rule(source, target, status, span, where)
