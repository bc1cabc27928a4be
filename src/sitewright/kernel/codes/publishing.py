"""What can be wrong with publishing."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

PUB: Final = (
    Code(
        "PUB001",
        "the target is somebody else's",
        "The folder, branch or bucket holds what Sitewright did not put there, or is no "
        "place for a site. Publishing there would remove it, so nothing is done.",
        "publish: {live: {folder: /srv/www}}   # which holds other sites",
        "Name a place that is for this site alone. A branch or a bucket may be taken "
        "over with `--take-over`.",
    ),
    Code(
        "PUB002",
        "a program is missing",
        "Sitewright publishes by the user's own programs: `rsync` and `ssh`, `git`, or "
        "`aws`.",
        'publish: {web: {rsync: "user@host:/srv/www/example"}}   # without rsync',
        "Install it as the message says.",
    ),
    Code(
        "PUB003",
        "a program failed",
        "A program that Sitewright publishes by ended with an error; what it said stands "
        "below the message. Visitors see what they saw before.",
        'publish: {web: {rsync: "user@no-such-host:/srv/www/example"}}',
        "Mend what the program complains of, and publish again: what has travelled "
        "already is not lost.",
    ),
    Code(
        "PUB004",
        "no such release",
        "There is no older release to go back to, or the name does not say which.",
        "sitewright publish rollback live 2019",
        "Look at `sitewright publish list`, and write the start of one name.",
    ),
    Code(
        "PUB005",
        "somebody else is publishing",
        "The bucket has the lock of another publication. Two at once would mix.",
        "sitewright publish   # while a colleague does the same",
        "Wait until it has ended. If it died on another machine, remove the lock as the "
        "message says.",
    ),
    Code(
        "PUB006",
        "the branch did not take the commit",
        "Somebody else has put a commit on the branch meanwhile, or the repository has a "
        "rule against it. Nothing is ever forced.",
        "sitewright publish pages   # to a protected branch",
        "Publish again, or let the repository accept such commits.",
    ),
    Code(
        "PUB007",
        "the release cannot be written",
        "The disk is full, or a folder is not yours. Visitors see what they saw before.",
        "/srv/www/example owned by another user",
        "Remove the obstacle that the message names, and publish again.",
    ),
    Code(
        "PUB008",
        "a file changed while it was published",
        "A file that is copied is not what it was when the site was checked.",
        "an editor saving static/site.css in that second",
        "Publish again.",
    ),
    Code(
        "PUB010",
        "the host answers otherwise",
        "`sitewright verify` has asked the live host for an address, and it answers with "
        "another status than planned: a page is missing, what is gone is still there, or "
        "what is not there is no 404.",
        "/about/ answers 404",
        "Publish again, or correct the settings of the host.",
    ),
    Code(
        "PUB011",
        "an old address does not lead where it should",
        "The host does not know the redirect, or knows another one.",
        "/about-us/ answers 404, and does not lead to /about/",
        "Name the host in `hosts`, and publish what is written for it.",
    ),
    Code(
        "PUB012",
        "the host shows something else",
        "What came is not what was built. It is a warning if the page reads the same, and "
        "only its HTML differs: some hosts add scripts.",
        "/about/ is the page of last week",
        "Publish again; empty the cache of the host.",
    ),
    Code(
        "PUB013",
        "a header does not come",
        "The host does not send a header that `headers` or `security` asks for, or sends "
        "another value.",
        "security: true   # and a server that has not read sitewright-headers.conf",
        "Give the host what `sitewright hosts` and `build` write for it.",
    ),
    Code(
        "PUB014",
        "no answer",
        "The host was asked three times and did not answer, or it leads everybody on to "
        "another host, whom nobody asks.",
        "sitewright verify https://old-name.example.com",
        "Look whether the address is right, and whether the server runs.",
    ),
    Code(
        "PUB015",
        "a good part of the site is gone",
        "The site has a fifth fewer files than the release that visitors see. Nothing was "
        "published.",
        "content/ of half a copy",
        "Bring the pages back; or, if it is meant, publish with `--allow-shrink`.",
    ),
)
