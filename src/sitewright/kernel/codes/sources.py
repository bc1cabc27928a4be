"""What can be wrong with source files."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

SRC: Final = (
    Code(
        "SRC001",
        "unreadable file",
        "The system would not let the file be read, or it vanished meanwhile.",
        "a page without read permission",
        "Restore the file or its permissions.",
    ),
    Code(
        "SRC002",
        "not UTF-8",
        "Text must be UTF-8; anything else would be published garbled.",
        "a page saved as Latin-1 or UTF-16",
        "Save the file as UTF-8.",
    ),
    Code(
        "SRC003",
        "link not followed",
        "A symbolic link leads to a folder or out of the project; following it could "
        "publish private files.",
        "static/home -> /home",
        "Copy what is meant into the project.",
        is_warning=True,
    ),
    Code(
        "SRC004",
        "dangling link",
        "A symbolic link leads nowhere, so a page or file would be missing.",
        "content/team.md -> ../gone.md",
        "Remove the link, or restore what it points to.",
    ),
    Code(
        "SRC005",
        "neither file nor folder",
        "A pipe, socket or device lies among the sources; reading it could hang.",
        "mkfifo content/pipe.md",
        "Move it away.",
        is_warning=True,
    ),
    Code(
        "SRC006",
        "not a page",
        "Only Markdown files become pages; other files in the content folder, but for "
        "data, are neither built nor copied.",
        "content/logo.png",
        "Put files that are to be copied into the static folder, or name them in "
        "`paths.passthrough`.",
        is_warning=True,
    ),
    Code(
        "SRC007",
        "unusable file name",
        "The name is not UTF-8, or has control characters.",
        "a file name with a line break in it",
        "Rename the file.",
    ),
    Code(
        "SRC008",
        "no pages",
        "The content folder has no page: publishing would replace a site by nothing.",
        "paths: {content: contents}   # the folder is 'content'",
        "Write a page, or correct `paths.content`.",
    ),
    Code(
        "SRC010",
        "hidden file not published",
        "A name that starts with a dot is left out, so that no `.env` or editor's file "
        "is ever published. Hosts' own files, such as `.well-known`, are published.",
        "static/.env",
        "Rename the file if it is meant for visitors; else move it away.",
        is_warning=True,
    ),
    Code(
        "SRC011",
        "unreadable line of an ignore file",
        "A line of `.gitignore` or `.eleventyignore` is no pattern, so it leaves "
        "nothing out.",
        "!",
        "Correct the line, or remove it.",
        is_warning=True,
    ),
    Code(
        "SRC012",
        "left out here, and built by Eleventy",
        "A line of an ignore file without a slash, or with `!`, means what it means to "
        "git: names at any depth. Eleventy takes it for a path from the file's folder, "
        "so a site that comes from there may miss pages.",
        "*.draft.md   # in .gitignore",
        "Nothing, if the pages shall not be published; a line with the whole path, such "
        "as `content/**/*.draft.md`, means the same to both and says so.",
        is_warning=True,
    ),
    Code(
        "SRC013",
        "file that is hardly meant for visitors",
        "A file to copy has the name of a key, or of what editors and systems leave "
        "behind.",
        "static/css/site.css.bak",
        "Move it out of the folder. If visitors shall have it, give it another name.",
        is_warning=True,
    ),
)
