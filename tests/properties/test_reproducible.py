"""The same sources make the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

FILES = {
    "site.yaml": """
title: Größe
url: https://www.example.com/docs
timezone: Europe/London
hosts: [netlify, apache, json, github-pages]
markdown: {heading_ids: true}
defaults: {layout: page.njk}
redirects:
  /old/: /öfter/
  /blog/*: /öfter/:splat
  /?p=12: {to: /öfter/, status: 302}
  /gone.pdf: {status: 410}
""",
    "hooks.py": """
from sitewright.hooks import data, filter

@filter
def shout(text):
    return text.upper()

@data
def letters():
    return sorted({"b", "a", "c", "é", "ß"})
""",
    "data/people.yaml": "- {name: Zoë, born: 1815-12-10}\n- {name: Ada, born: 1815-12-09}\n",
    "data/rates.csv": "name,price\nday,1200\nhour,180\n",
    "templates/page.njk": (
        "{% from 'macros.njk' import link %}<title>{{ title }}</title>{{ content | safe }}"
        "{{ toc }}{% for tag in tags %}{{ tag }}{% endfor %}"
        "{% for entry in navigation.tree %}{{ link(entry) }}{% endfor %}"
        "<time>{{ page.date }}</time>\n"
    ),
    "templates/macros.njk": (
        '{% macro link(entry) %}<a href="{{ entry.url }}">{{ entry.title }}</a>{% endmacro %}'
    ),
    "content/index.md": "---\ntitle: Home\neleventyNavigation: {key: Home, order: 1}\n---\nHi\n",
    "content/öfter/öfter.json": '{"tags": ["made", "öfter"]}',
    "content/öfter/index.md": "---\ntitle: A\nredirect_from: /früher/\n---\n# A\n\n## A\n",
    "content/öfter/late.md": "---\ntitle: L\ndate: 2026-10-25T00:30:00\n---\nL\n",
    "content/öfter/zoned.md": "---\ntitle: Z\ndate: 2026-03-29T01:30:00+02:00\n---\nZ\n",
    "content/öfter/Größe.md": (
        "---\ntitle: Größe\neleventyNavigation: {key: G, order: 2}\n---\n*G*\n"
    ),
    "content/list.njk": """---
title: List
layout: ''
permalink: /list/{{ pagination.pageNumber }}/
pagination: {data: people, size: 1}
---
{% for person in pagination.items %}{{ person.name | shout }} {{ person.born }}{% endfor %}
{{ letters | join(',') }}
{% for page in collections.made %}{{ page.url }} {{ page.date }}
{% endfor %}{% for rate in rates %}{{ rate | dump }}{% endfor %}
""",
    "content/dates.jinja": """---
layout: ''
permalink: /dates.txt
---
{% for page in collections.all if page.date %}{{ page.date | date('%A %d %B %H:%M') }}
{% endfor %}{{ collections | list }}
""",
    "static/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "static/.well-known/security.txt": "Contact: mailto:a@example.com\n",
}

PLAIN = {
    "PATH": os.environ["PATH"],
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "1",
    "SOURCE_DATE_EPOCH": "1800000000",
}

OTHERWISE = {
    "another folder": {"folder": "a/deeper folder/é"},
    "a zone far in the east": {"TZ": "Pacific/Kiritimati"},
    "a zone far in the west": {"TZ": "Etc/GMT+12"},
    "no locale": {"LC_ALL": "C"},
    "a locale that is not there": {"LC_ALL": "tr_TR.ISO-8859-9", "LANG": "tr_TR"},
    "another seed": {"PYTHONHASHSEED": "4294967295"},
    "a later clock": {"SOURCE_DATE_EPOCH": "2000000000"},
    "older files": {"times": 1},
    "files of the future": {"times": 4_000_000_000},
    "a strict umask": {"umask": 0o077},
    "a lax umask": {"umask": 0},
    "files made in another order": {"order": 7},
    "another place to stand": {"cwd": "/"},
    "a second build over the first": {"turns": 2},
}


def build_project(root: Path, **how: str | int) -> dict[str, tuple[int, bytes]]:
    """Build in a process of its own; tell what came out, and who may read it."""
    root = root / str(how.pop("folder", "site"))
    names = sorted(FILES)
    Random(how.pop("order", 1)).shuffle(names)
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(FILES[name], "utf-8")
    times = how.pop("times", 1_700_000_000)
    for file in root.rglob("*"):
        os.utime(file, (times, times))
    options = {"cwd": how.pop("cwd", root), "umask": how.pop("umask", 0o022)}
    command = [sys.executable, "-m", "sitewright", "build", "--strict", "--config"]
    for _ in range(how.pop("turns", 1)):
        done = subprocess.run(
            [*command, str(root / "site.yaml")],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
            env={**PLAIN, **how},
            **options,
        )
        assert (done.returncode, done.stderr) == (0, "")
    out = root / "_site"
    return {
        place.relative_to(out).as_posix(): (
            place.stat().st_mode,
            b"" if place.is_dir() else place.read_bytes(),
        )
        for place in [out, *out.rglob("*")]
    }


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return build_project(tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("name", OTHERWISE)
def test_the_output_is_the_same_with(name, plain, tmp_path):
    made = build_project(tmp_path, **OTHERWISE[name])
    assert sorted(made) == sorted(plain)
    for path, found in made.items():
        assert found == plain[path], path


def test_the_site_is_rich(plain):
    texts = {path: content.decode() for path, (_, content) in plain.items()}
    assert {"_redirects", ".htaccess", ".well-known/security.txt"} < set(texts)
    assert "Sunday 25 October 01:30" in texts["dates.txt"]
    assert "ADA Sat Dec 09 1815 00:00:00 GMT+0000" in texts["list/1/index.html"]
    assert "<updated>2026-10-25T00:30:00Z</updated>" in texts["feed.xml"]
    assert [oct(plain[path][0])[-3:] for path in (".", "feed.xml")] == ["755", "644"]
