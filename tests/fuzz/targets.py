"""What is fuzzed: five places where Sitewright reads what anybody may have written.

Each target takes bytes and fails with an exception if a promise is broken: no input ends
in a traceback, every finding is at a place that is there, and nothing leaves the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Final

from sitewright.kernel.diagnostics import Findings, Severity, Span
from sitewright.kernel.urls import clash_key
from sitewright.model.build import Artifact
from sitewright.model.markdown import MarkdownOptions
from sitewright.model.redirect import Redirect
from sitewright.model.serving import Request, Response, Showing
from sitewright.server.app import answer
from sitewright.server.guard import Access
from sitewright.server.reader import Reader
from sitewright.stages.markdown.body import render_markdown
from support import CONFIG, build, report

SITE: Final = {
    "content/about.md": "---\ntitle: About\n---\nText\n",
    "templates/page.html": "<h1>{{ title }}</h1>{{ content }}",
}
HOSTS: Final = "hosts: [netlify, apache, nginx, caddy, s3, json]\n"
HARMLESS: Final = frozenset(
    {"class", "id", "title", "lang", "dir", "width", "height", "alt", "rel", "target"}
    | {"href", "src", "start", "style"}
)
TRUSTED, UNTRUSTED = MarkdownOptions(), MarkdownOptions(untrusted=True)


def frontmatter(given: bytes) -> None:
    """A page whose whole file is the input."""
    _build({"content/a.md": _text(given)})


def attributes(given: bytes) -> None:
    """Markdown, most of all attribute lists in it."""
    text = _text(given)
    for options in (TRUSTED, UNTRUSTED):
        body, findings = render_markdown(text, options)
        _check_places(findings, {"": text})
        tags = _Tags()
        tags.feed(body.html)
        if options is TRUSTED:
            continue
        for name, value in tags.found:
            assert name in HARMLESS or name.startswith(("data-", "aria-")), name
            if name in ("href", "src"):
                scheme = re.sub(r"[\x00-\x20]", "", value).lower()
                assert not scheme.startswith(("javascript:", "vbscript:")), value


def permalinks(given: bytes) -> None:
    """Pages with the permalinks that stand in the lines of the input."""
    _build(
        {
            f"content/{number}.md": f"---\npermalink: {_quoted(line)}\n---\n"
            for number, line in enumerate(_text(given).splitlines()[:4])
        }
    )


def redirects(given: bytes) -> None:
    """Rules about old addresses: two addresses a line, with a tab in between.

    The first line is an old address of a page.
    """
    first, *lines = _text(given).splitlines()[:6] or [""]
    pairs = [line.partition("\t") for line in lines]
    rules = "".join(f"  {_quoted(a)}: {_quoted(b)}\n" for a, _, b in pairs)
    files = {"content/a.md": f"---\nredirect_from: {_quoted(first)}\n---\n"}
    if rules:
        files["site.yaml"] = f"{CONFIG}{HOSTS}redirects:\n{rules}"
    made = _build(files)
    for path in ("_redirects", "_headers", ".htaccess"):
        content = made.get(path, b"")
        assert b"\r" not in content
        assert b"\0" not in content


def server(given: bytes) -> None:
    """What a client sends to the preview, in pieces that the input itself decides."""
    reader, size = Reader(), 1 + given[0] if given else 1
    for start in range(1, len(given), size):
        reader.feed(given[start : start + size])
        while reader.asked:
            _check_answer(reader.asked.popleft().request)


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    target.__name__: target
    for target in (frontmatter, attributes, permalinks, redirects, server)
}


class _Tags(HTMLParser):
    """All attributes of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(name, value or "") for name, value in attrs]


def _text(given: bytes) -> str:
    """Read bytes as a file is read, which refuses what is not UTF-8 before."""
    return given.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _quoted(text: str) -> str:
    """Write a text as YAML, in quotes."""
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'


def _build(files: dict[str, str]) -> dict[str, bytes]:
    """Build a site with these files, and look at all that came of it."""
    files = {"site.yaml": CONFIG, **SITE, **files}
    made = build(files)
    report(made, files)
    _check_places(made.findings, files)
    if not made.is_broken:
        paths = [item.path for item in made.artifacts]
        assert len({clash_key(path) for path in paths}) == len(paths), paths
        for path in paths:
            parts = PurePosixPath("/", path).parts
            assert not path.startswith("/"), path
            assert ".." not in parts, path
            assert "\\" not in path, path
    return {item.path: item.content or b"" for item in made.artifacts}


def _check_places(findings: Findings, files: Mapping[str, str]) -> None:
    for item in findings:
        assert item.message
        assert item.severity in (Severity.ERROR, Severity.WARNING)
        if item.span is None:
            continue
        lines = files[item.span.path].split("\n") if item.span.path in files else [""]
        assert 0 <= item.span.line <= len(lines), item


PAGES: Final = {
    path: Artifact(path, path.encode(), path)
    for path in ("index.html", "about/index.html", "404.html", "ä b/index.html")
}
SHOWING: Final = Showing(
    PAGES, (Redirect("/old/", "/about/", Span("content/about.md"), "content/about.md"),)
)
OWN: Final = Access()


def _check_answer(asked: Request | Response) -> None:
    given = asked
    if isinstance(asked, Request):
        made = answer(asked, SHOWING, OWN, lambda _: None)
        assert made is not None
        given = made
    assert isinstance(given, Response)
    assert given.status < 500, given
    for name, value in given.headers:
        assert not re.search(r"[\r\n\0]", name + value), given.headers
        if name == "Location":
            assert not value.startswith(("//", "/\\")), value
