"""Read ``site.yaml``: each key checked, each problem at its line."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.kernel.diagnostics import Checked, Span, error, has_errors
from sitewright.kernel.frozen import replace
from sitewright.kernel.later import LaterMapping
from sitewright.kernel.regexes import regex
from sitewright.kernel.times import find_zone
from sitewright.kernel.urls import has_file_ending, path_problem
from sitewright.model.config import FeedConfig, Paths, SiteConfig
from sitewright.model.data import Data, places_below
from sitewright.model.document import KeyPath, Place, Source
from sitewright.model.pagetype import TYPES, Field
from sitewright.model.publishing import Target
from sitewright.model.security import Security, SecurityText
from sitewright.stages.config.addresses import url_problem
from sitewright.stages.config.cards import read_card_rules
from sitewright.stages.config.checks import read_checks
from sitewright.stages.config.collections import read_collections
from sitewright.stages.config.fingerprinting import read_fingerprinting
from sitewright.stages.config.headers import read_headers
from sitewright.stages.config.images import read_image_rules
from sitewright.stages.config.limits import read_limits
from sitewright.stages.config.markdown import read_markdown_options
from sitewright.stages.config.navigation import read_entries
from sitewright.stages.config.passthrough import read_passthrough
from sitewright.stages.config.redirects import (
    read_hosts,
    read_hosts_allowed,
    read_imports,
    read_redirect_pages,
    read_rules,
)
from sitewright.yamlcore.core import read_yaml
from sitewright.yamlcore.fields import FieldReader

KEYS = (
    "title",
    "url",
    "description",
    "language",
    "timezone",
    "paths",
    "assets",
    "images",
    "cards",
    "markdown",
    "feed",
    "hosts",
    "redirect_pages",
    "redirects",
    "redirects_allow",
    "redirects_import",
    "headers",
    "security",
    "security_txt",
    "check",
    "publish",
    "limits",
    "navigation",
    "collections",
    "types",
    "defaults",
    "extra",
)

FEED_KEYS = ("path", "collection", "limit")
PATH_KEYS = ("content", "data", "templates", "static", "output")

_LANGUAGE = regex(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*\Z")


def read_config(source: Source) -> Checked[SiteConfig | None]:
    """Read the settings of a site.

    Returns:
        The settings, or None if any of them is wrong, and the findings.
    """
    head, findings = read_yaml(source.text, source.path)
    if head is None:
        return None, findings
    reader = FieldReader(Data(source.path, head.fields, head.places), "CFG002")
    reader.refuse_unknown(KEYS, code="CFG001")
    config = SiteConfig(
        path=source.path,
        title=_required(reader, "title"),
        url=(url := _read_url(reader)),
        url_span=reader.data.value_span("url"),
        description=reader.text("description"),
        language=_read_language(reader),
        timezone=_read_timezone(reader),
        paths=(paths := _read_paths(reader)),
        fingerprinting=read_fingerprinting(reader),
        cards=read_card_rules(reader),
        images=(images := read_image_rules(reader)),
        markdown=replace(
            read_markdown_options(reader), picture_sizes=images.sizes if images else ""
        ),
        feed=_read_feed(reader),
        feed_span=reader.data.value_span("feed", "collection"),
        hosts=(hosts := read_hosts(reader)),
        redirect_pages=read_redirect_pages(reader, hosts),
        redirects=read_rules(reader),
        redirects_allow=read_hosts_allowed(reader),
        redirects_import=read_imports(reader, paths.output),
        imports_span=reader.data.value_span("redirects_import"),
        headers=read_headers(reader),
        security=_read_security(reader),
        security_txt=_read_security_text(reader, url),
        checks=read_checks(reader),
        publish=_read_targets(reader),
        limits=read_limits(reader),
        navigation=read_entries(reader),
        collections=read_collections(reader),
        types=_read_types(reader),
        defaults=reader.mapping("defaults"),
        places=LaterMapping(_find_defaults, head.places),
        extra=reader.mapping("extra"),
    )
    findings += reader.findings
    return (None if has_errors(findings) else config), findings


def _find_defaults(places: Mapping[KeyPath, Place]) -> dict[KeyPath, Place]:
    below = places_below(places, ("defaults",), ())
    return {path: place for path, place in below.items() if path}


# What only some sites have is read by modules that the others do not wait for.


def _read_security(reader: FieldReader) -> Security | None:
    if reader.value("security") is None:
        return None
    from sitewright.stages.config.security import read_security

    return read_security(reader)


def _read_security_text(reader: FieldReader, url: str) -> SecurityText | None:
    if reader.value("security_txt") is None:
        return None
    from sitewright.stages.config.securitytext import read_security_text

    return read_security_text(reader, url)


def _read_targets(reader: FieldReader) -> tuple[Target, ...]:
    if reader.value("publish") is None:
        return ()
    from sitewright.stages.config.publishing import read_targets

    return read_targets(reader)


def _read_types(reader: FieldReader) -> Mapping[str, Field]:
    if reader.value(TYPES) is None:
        return {}
    from sitewright.stages.config.types import read_types

    return read_types(reader)


def _required(reader: FieldReader, key: str) -> str:
    if reader.value(key) is None:
        path = reader.data.path
        examples = {"title": "Example Consulting", "url": "https://www.example.com"}
        place = reader.data.key_span(key) if key in reader.data.values else Span(path)
        reader.add(
            error(
                "CFG003",
                f"'{key}' is missing",
                place,
                f"add a line such as '{key}: {examples[key]}'",
            )
        )
    return reader.text(key)


def _read_url(reader: FieldReader) -> str:
    url = _required(reader, "url")
    if url and (problem := url_problem(url)):
        reader.add(
            error(
                "CFG004",
                f"'url' {problem}: '{url}'",
                reader.data.value_span("url"),
                "write the address of the home page, such as https://www.example.com",
            )
        )
    return url.rstrip("/")


def _read_language(reader: FieldReader) -> str:
    language = reader.text("language", default="en")
    if not _LANGUAGE.match(language):
        reader.add(
            error(
                "CFG002",
                f"'language' must be a language tag, not '{language}'",
                reader.data.value_span("language"),
                "write it as in 'en-GB' or 'de'",
            )
        )
    return language


def _read_timezone(reader: FieldReader) -> str:
    name = reader.text("timezone", default="UTC")
    try:
        find_zone(name)
    except (OSError, ValueError, KeyError):  # by what is wrong with the name
        reader.add(
            error(
                "CFG002",
                f"'timezone' must name a zone of the IANA database, not '{name}'",
                reader.data.value_span("timezone"),
                "write it as in 'Europe/London' or 'UTC'",
            )
        )
    return name


def _read_paths(reader: FieldReader) -> Paths:
    reader.refuse_unknown((*PATH_KEYS, "passthrough"), "paths", code="CFG001")
    given = {
        key: reader.text("paths", key)
        for key in PATH_KEYS
        if reader.value("paths", key) is not None
    }
    paths = {}
    for key, path in given.items():
        paths[key] = path.removeprefix("./").rstrip("/")
        climbs = any(part in ("", ".", "..") for part in paths[key].split("/"))
        if climbs or path.startswith("/") or "\\" in path or not path.isprintable():
            reader.add(
                error(
                    "CFG005",
                    f"'paths.{key}' must be a folder inside the project, not '{path}'",
                    reader.data.value_span("paths", key),
                )
            )
    copies = read_passthrough(reader, paths.get("output", Paths().output))
    known = Paths(passthrough=copies, **paths)
    _refuse_overlaps(reader, known)
    return known


def _refuse_overlaps(reader: FieldReader, paths: Paths) -> None:
    """Refuse an output folder that holds sources, or lies among them."""
    sources = (paths.content, paths.data, paths.templates, paths.static)
    for key, path in zip(PATH_KEYS, sources, strict=False):
        if _is_within(path, paths.output) or _is_within(paths.output, path):
            reader.add(
                error(
                    "CFG005",
                    f"the output folder '{paths.output}' overlaps "
                    f"'paths.{key}' ('{path}')",
                    reader.data.value_span("paths", "output"),
                    "give the site a folder of its own, such as '_site'",
                )
            )


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def _read_feed(reader: FieldReader) -> FeedConfig | None:
    if reader.value("feed") is False:
        return None
    reader.refuse_unknown(FEED_KEYS, "feed", code="CFG001")
    path = "/" + reader.text("feed", "path", default="/feed.xml").removeprefix("/")
    taken = path in ("/sitemap.xml", "/robots.txt")
    problem = "that is another file" if taken else path_problem(path)
    if problem or not has_file_ending(path):
        problem = problem or "it has no file ending"
        reader.add(
            error(
                "CFG002",
                f"'feed.path' must be the address of a file, not '{path}': {problem}",
                reader.data.value_span("feed", "path"),
                "write a path such as '/feed.xml'",
            )
        )
    return FeedConfig(
        path=path,
        collection=reader.text("feed", "collection", default="all"),
        limit=reader.whole("feed", "limit", default=20),
    )
