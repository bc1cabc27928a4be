"""Read ``publish``: the places where the site is published, each with its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sitewright.kernel.diagnostics import error, suggest
from sitewright.kernel.regexes import regex
from sitewright.model.publishing import (
    KEPT,
    TASKS,
    Branch,
    Bucket,
    Folder,
    Server,
    Target,
    Way,
)
from sitewright.stages.config.addresses import url_problem
from sitewright.yamlcore.fields import FieldReader, kind_of

_KEY: Final = "publish"
_HINT: Final = "live: {folder: /srv/www/example}"

_NAME: Final = regex(r"[A-Za-z0-9][\w-]*", re.ASCII)
_SERVER: Final = regex(
    r"(?P<host>(?:[\w.][\w.+-]*@)?(?:[A-Za-z0-9][\w.-]*|\[[0-9A-Fa-f:.]+\]))"
    r":(?P<folder>(?!:|//).+)",
    re.ASCII,
)
_BRANCH: Final = regex(r"[\w][\w.+-]*(?:/[\w][\w.+-]*)*", re.ASCII)
_BUCKET: Final = regex(
    r"s3://(?P<name>[a-z0-9][a-z0-9.-]+)(?P<prefix>(?:/[\w.+=@-]+)*)/?", re.ASCII
)
_WORD: Final = regex(r"[A-Za-z0-9][\w.@-]*", re.ASCII)
_PORT: Final = 22
_LAST_PORT: Final = 0xFFFF


def read_targets(reader: FieldReader) -> tuple[Target, ...]:
    """Read all targets; what cannot be one is reported and left out."""
    targets = [_read_target(_Fields(reader, name)) for name in reader.mapping(_KEY)]
    return tuple(target for target in targets if target)


class _Fields:
    """The fields of one target."""

    def __init__(self, reader: FieldReader, name: str) -> None:
        self.reader = reader
        self.name = name

    def text(self, key: str, default: str = "") -> str:
        """Take text."""
        return self.reader.text(_KEY, self.name, key, default=default)

    def value(self, *keys: str) -> object:
        """Take a value as it is."""
        return self.reader.value(_KEY, self.name, *keys)

    def refuse(self, key: str, problem: str, hint: str = "") -> None:
        """Report a value, unless it is of a wrong kind, which is reported already."""
        value = self.value(key)
        if isinstance(value, list | dict | bool):
            return
        shown = "" if value is None else value
        message = f"'{_KEY}.{self.name}.{key}' {problem}: '{shown}'"
        place = self.reader.data.value_span(_KEY, self.name, key)
        self.reader.add(error("CFG002", message, place, hint))


def _read_target(fields: _Fields) -> Target | None:
    reader, name = fields.reader, fields.name
    span = reader.data.key_span(_KEY, name)
    if not _NAME.fullmatch(name) or name in TASKS:
        why = "that is a task of its own" if name in TASKS else "it is not one word"
        message = f"a target cannot be called '{name}': {why}"
        reader.add(error("CFG002", message, span, f"write it as in '{_HINT}'"))
        return None
    value = fields.value()
    if not isinstance(value, Mapping):
        message = f"'{_KEY}.{name}' must be a mapping, not {kind_of(value)}"
        place = reader.data.value_span(_KEY, name)
        reader.add(error("CFG002", message, place, f"write it as in '{_HINT}'"))
        return None
    kinds = [key for key in value if key in WAYS]
    if len(kinds) != 1:
        _refuse_kinds(fields, kinds)
        return None
    keys, read = WAYS[kinds[0]]
    reader.refuse_unknown((kinds[0], *keys, "url"), _KEY, name, code="CFG001")
    keep = reader.whole(_KEY, name, "keep", default=KEPT)
    return Target(name, read(fields), span, _read_url(fields), keep)


def _refuse_kinds(fields: _Fields, kinds: list[str]) -> None:
    """Report a target that is nowhere, or in two places at once."""
    reader, name = fields.reader, fields.name
    if kinds:
        first, second = kinds[:2]
        message = f"the target '{name}' is both '{first}' and '{second}'"
        place = reader.data.key_span(_KEY, name, second)
        hint = "make two targets of it, each with its own name"
    else:
        message = f"nothing says where the target '{name}' is"
        place = reader.data.key_span(_KEY, name)
        near = [suggest(key, WAYS) for key in reader.mapping(_KEY, name)]
        found = next(filter(None, near), "")
        known = ", ".join(f"'{key}'" for key in WAYS)
        hint = f"did you mean '{found}'?" if found else f"add one of {known}"
    reader.add(error("CFG002", message, place, hint))


def _read_url(fields: _Fields) -> str:
    url = fields.text("url")
    if url and (problem := url_problem(url)):
        fields.refuse("url", problem)
    return url.rstrip("/")


def _read_folder(fields: _Fields) -> Folder:
    path = fields.text("folder")
    if not path.strip("/ ") or not path.isprintable():
        hint = "name a folder that is for this site alone, such as /srv/www/example"
        fields.refuse("folder", "is no folder for a site", hint)
    return Folder(path.rstrip("/"))


def _read_server(fields: _Fields) -> Server:
    found = _SERVER.fullmatch(fields.text("rsync"))
    host, folder = (found["host"], found["folder"].rstrip("/")) if found else ("", "")
    parts = folder.split("/")
    is_odd = ".." in parts or parts[0].startswith("~") or not folder.isprintable()
    if is_odd or not folder:
        hint = (
            "write it as in 'user@host:/srv/www/example'; without the first slash, the "
            "folder counts from the user's home"
        )
        fields.refuse("rsync", "is no folder of a server", hint)
    port = fields.reader.whole(_KEY, fields.name, "port", default=_PORT)
    if port > _LAST_PORT:
        fields.refuse("port", "is no port")
    is_given = fields.value("port") is not None
    return Server(host, folder, port if is_given else 0, fields.text("identity"))


def _read_branch(fields: _Fields) -> Branch:
    repository, branch = fields.text("git"), fields.text("branch", "gh-pages")
    if not repository.strip() or repository[0] == "-" or not repository.isprintable():
        hint = "name a remote of the project, such as 'origin', or write an address"
        fields.refuse("git", "is no repository", hint)
    is_odd = ".." in branch or any(
        part.endswith((".", ".lock")) for part in branch.split("/")
    )
    if is_odd or not _BRANCH.fullmatch(branch):
        fields.refuse("branch", "is no name of a branch", "write it as in 'gh-pages'")
    has_nojekyll = fields.reader.flag(_KEY, fields.name, "nojekyll")
    return Branch(repository, branch, has_nojekyll)


def _read_bucket(fields: _Fields) -> Bucket:
    found = _BUCKET.fullmatch(fields.text("s3"))
    name, prefix = (found["name"], found["prefix"][1:]) if found else ("", "")
    if not name or not {".", ".."}.isdisjoint(prefix.split("/")):
        hint = "write it as in 's3://bucket' or 's3://bucket/folder'"
        fields.refuse("s3", "is no place in a bucket", hint)
    endpoint = fields.text("endpoint")
    if endpoint and (problem := url_problem(endpoint)):
        fields.refuse("endpoint", problem)
    region, profile = fields.text("region"), fields.text("profile")
    for key, word in (("region", region), ("profile", profile)):
        if word and not _WORD.fullmatch(word):
            fields.refuse(key, "is not one word")
    return Bucket(name, prefix, endpoint, region, profile)


WAYS: Final[Mapping[str, tuple[tuple[str, ...], Callable[[_Fields], Way]]]] = (
    MappingProxyType(
        {
            "folder": (("keep",), _read_folder),
            "rsync": (("port", "identity", "keep"), _read_server),
            "git": (("branch", "nojekyll"), _read_branch),
            "s3": (("endpoint", "region", "profile", "keep"), _read_bucket),
        }
    )
)
"""The key that says how a target is reached; its further keys, and what reads it."""
