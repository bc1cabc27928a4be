"""What can be wrong with the settings."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

CFG: Final = (
    Code(
        "CFG001",
        "unknown setting",
        "`site.yaml` has a key that means nothing, so it would have no effect.",
        "titel: Example Consulting",
        "Correct the spelling. Values of your own go under `extra`.",
    ),
    Code(
        "CFG002",
        "setting of the wrong kind",
        "The value is not of the kind that the setting needs.",
        "markdown: {heading_ids: sometimes}",
        "Write the kind of value that the message asks for.",
    ),
    Code(
        "CFG003",
        "setting missing",
        "A site needs a `title`, and a `url` for canonical links, feed and sitemap.",
        "title: Example Consulting   # and no url",
        "Add the line that the message shows.",
    ),
    Code(
        "CFG004",
        "the site's address is not one",
        "`url` must be the full address of the home page.",
        "url: www.example.com",
        "Write it as `https://www.example.com`.",
    ),
    Code(
        "CFG005",
        "unusable folder",
        "A folder lies outside the project, or is not there, or the output would mix "
        "with the sources.",
        "paths: {output: content}",
        "Give each its own folder inside the project.",
    ),
    Code(
        "CFG006",
        "the feed has no collection",
        "`feed.collection` names a collection that no published page belongs to.",
        "feed: {collection: insight}   # the tag is 'insights'",
        "Correct the name, or set `feed: false`.",
    ),
    Code(
        "CFG008",
        "nothing to copy",
        "`paths.passthrough` names a file or folder that does not exist, or a pattern "
        "that no file matches; or one of `assets.fingerprint` matches none.",
        "paths: {passthrough: [content/asets]}",
        "Correct the path; it counts from the folder of `site.yaml`.",
        is_warning=True,
    ),
    Code(
        "CFG009",
        "collection declared, and a tag",
        "A collection of the settings has the name of a tag that pages have, so it could "
        "be either.",
        "collections: {news: {from: 'news/**'}}   # and pages with 'tags: news'",
        "Give it another name, or leave the tag to make the collection.",
    ),
    Code(
        "CFG010",
        "collection without pages",
        "A collection of the settings has no members: no page, published or waiting, "
        "has what it asks for.",
        "collections: {news: {from: 'nwes/**'}}",
        "Correct `from` or `where`; patterns count from the content folder.",
        is_warning=True,
    ),
    Code(
        "CFG011",
        "level of what has none",
        "`check.levels` names a code that there is not, or one that is an error of every "
        "build, or that only other commands find.",
        "check: {levels: {LNK01: off}}",
        "Correct the code, or remove the line. The codes with a level are marked in "
        "`docs/diagnostics.md`.",
    ),
    Code(
        "CFG012",
        "collection sorted by values of several kinds",
        "The value by which a collection of the settings is sorted is a number on some of "
        "its pages, and text on others, so that these are in no order with one another.",
        "order: ten   # and 'order: 9' on other pages",
        "Write the same kind of value on all pages.",
        is_warning=True,
    ),
)
