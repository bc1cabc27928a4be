"""The targets of ``publish`` in the settings."""

from __future__ import annotations

import pytest

from sitewright.kernel.reports import format_text
from sitewright.model.document import Source
from sitewright.model.publishing import (
    Branch,
    Bucket,
    Folder,
    Release,
    Server,
    Way,
    find_release,
)
from sitewright.stages.config import read_config
from support import CONFIG

FINE: list[tuple[str, Way]] = [
    ("folder: /srv/www/example", Folder("/srv/www/example")),
    ("folder: ../www/", Folder("../www")),
    ("folder: ~/www", Folder("~/www")),
    ("rsync: 'host:/srv/www'", Server("host", "/srv/www")),
    (
        "rsync: 'me@host.example.com:www/site/'",
        Server("me@host.example.com", "www/site"),
    ),
    ("rsync: 'me@[::1]:/a b'", Server("me@[::1]", "/a b")),
    (
        "rsync: 'h:/w', port: 2222, identity: ~/.ssh/deploy",
        Server("h", "/w", 2222, "~/.ssh/deploy"),
    ),
    ("git: origin", Branch("origin", "gh-pages")),
    (
        "git: 'git@example.com:a/b.git', branch: live/v2.x, nojekyll: true",
        Branch("git@example.com:a/b.git", "live/v2.x", has_nojekyll=True),
    ),
    ("s3: 's3://www.example.com'", Bucket("www.example.com")),
    ("s3: 's3://www/'", Bucket("www")),
    ("s3: 's3://www/a/b_c.d/'", Bucket("www", "a/b_c.d")),
    (
        "s3: 's3://www', endpoint: 'https://s3.example.com', region: eu-west-1, "
        "profile: my-site",
        Bucket("www", "", "https://s3.example.com", "eu-west-1", "my-site"),
    ),
]


def read(written: str, name: str = "live"):
    text = f"{CONFIG}publish:\n  {name}: {{{written}}}\n"
    return text, *read_config(Source("site.yaml", text))


@pytest.mark.parametrize(("written", "way"), FINE)
def test_a_target(written, way):
    _, config, findings = read(written)
    assert findings == ()
    (target,) = config.publish
    assert (target.name, target.way, target.keep) == ("live", way, 10)
    assert (target.span.line, target.span.column) == (4, 3)


def test_what_every_target_may_say():
    _, config, _ = read("folder: /w, keep: 3, url: 'https://staging.example.com/'")
    (target,) = config.publish
    assert (target.keep, target.url) == (3, "https://staging.example.com")


def test_targets_keep_their_order():
    text = CONFIG + "publish: {b: {folder: /b}, a: {git: origin}}\n"
    config, _ = read_config(Source("site.yaml", text))
    assert [target.name for target in config.publish] == ["b", "a"]


WRONG = [
    ("folder: ''", "'publish.live.folder' is no folder for a site: ''"),
    ("folder: /", "'publish.live.folder' is no folder for a site: '/'"),
    ("folder: [a]", "'publish.live.folder' must be text, not a list"),
    ("folder: /w, keep: 0", "'publish.live.keep' must be a whole number from 1, not"),
    ("folder: /w, url: example.com", "'publish.live.url' must start with https://"),
    ("folder: /w, branch: x", "unknown key 'branch' in 'publish.live'"),
    ("git: origin, keep: 5, branch: a", "unknown key 'keep' in 'publish.live'"),
    ("rsync: /srv/www", "'publish.live.rsync' is no folder of a server: '/srv/www'"),
    ("rsync: 'host::module/x'", "'publish.live.rsync' is no folder of a server"),
    ("rsync: 'rsync://host/x'", "'publish.live.rsync' is no folder of a server"),
    ("rsync: '-oProxyCommand=x:/w'", "'publish.live.rsync' is no folder of a server"),
    ("rsync: 'me@-x:/w'", "'publish.live.rsync' is no folder of a server"),
    ("rsync: 'host:'", "'publish.live.rsync' is no folder of a server"),
    ("rsync: 'host:/'", "'publish.live.rsync' is no folder of a server"),
    ("rsync: 'host:~/www'", "'publish.live.rsync' is no folder of a server"),
    ("rsync: 'host:/srv/../etc'", "'publish.live.rsync' is no folder of a server"),
    ('rsync: "host:/a\\nb"', "'publish.live.rsync' is no folder of a server"),
    ("rsync: 'h:/w', port: 70000", "'publish.live.port' is no port: '70000'"),
    ("rsync: 'h:/w', port: ssh", "'publish.live.port' must be a whole number from 1"),
    ("git: --upload-pack=x", "'publish.live.git' is no repository: '--upload-pack=x'"),
    ("git: ''", "'publish.live.git' is no repository: ''"),
    ("git: origin, branch: -f", "'publish.live.branch' is no name of a branch: '-f'"),
    ("git: origin, branch: a..b", "'publish.live.branch' is no name of a branch"),
    ("git: origin, branch: a.lock", "'publish.live.branch' is no name of a branch"),
    ("git: origin, branch: 'a:b'", "'publish.live.branch' is no name of a branch"),
    ("git: origin, nojekyll: 'yes'", "'publish.live.nojekyll' must be true or false"),
    ("s3: www", "'publish.live.s3' is no place in a bucket: 'www'"),
    ("s3: 's3://Www'", "'publish.live.s3' is no place in a bucket"),
    ("s3: 's3://www/../x'", "'publish.live.s3' is no place in a bucket"),
    ("s3: 's3://www/a*'", "'publish.live.s3' is no place in a bucket"),
    ("s3: 's3://www', endpoint: minio:9000", "'publish.live.endpoint' must start with"),
    ("s3: 's3://www', profile: -x", "'publish.live.profile' is not one word: '-x'"),
    ("folder: /w, git: origin", "the target 'live' is both 'folder' and 'git'"),
    ("foldr: /w", "nothing says where the target 'live' is"),
    ("", "nothing says where the target 'live' is"),
]


@pytest.mark.parametrize(("written", "problem"), WRONG)
def test_a_target_that_cannot_be(written, problem):
    _, config, findings = read(written)
    assert config is None
    (finding,) = findings
    assert finding.message.startswith(problem)
    assert (finding.span.path, finding.span.line) == ("site.yaml", 4)


@pytest.mark.parametrize("name", ["list", "rollback", "-x", "a b", "'ä'"])
def test_a_name_that_cannot_be(name):
    _, config, (finding,) = read("folder: /w", name)
    assert config is None
    assert finding.message.startswith("a target cannot be called ")


def test_a_target_without_a_mapping():
    text = f"{CONFIG}publish:\n  live: /srv/www\n"
    _, findings = read_config(Source("site.yaml", text))
    assert format_text(findings[0], {"site.yaml": text}) == (
        "error[CFG002]: 'publish.live' must be a mapping, not text\n"
        "  --> site.yaml:4:9\n"
        "  |\n"
        "4 |   live: /srv/www\n"
        "  |         ^^^^^^^^\n"
        "  = help: write it as in 'live: {folder: /srv/www/example}'"
    )


def release(name: str, *, is_served: bool = False) -> Release:
    return Release(name, "", "", is_served=is_served)


THREE = (release("c3"), release("b2", is_served=True), release("b1"))

CHOSEN = [
    (THREE, "", "b1"),
    (THREE, "c", "c3"),
    (THREE, "b2", "b2"),
    (THREE, "b", None),
    (THREE, "d", None),
    (THREE[:2], "", None),
    (THREE[2:], "", "b1"),
    ((), "", None),
]


@pytest.mark.parametrize(("releases", "wanted", "chosen"), CHOSEN)
def test_the_release_to_go_back_to(releases, wanted, chosen):
    found = find_release(releases, wanted)
    assert (found.name if found else None) == chosen
