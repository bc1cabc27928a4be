"""What can be wrong with data files."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

DAT: Final = (
    Code(
        "DAT001",
        "unreadable data file",
        "The TOML or CSV breaks its own rules.",
        "title = Example   # in TOML, text needs quotes",
        "Follow the message.",
    ),
    Code(
        "DAT002",
        "uneven table",
        "A CSV file needs a first row that names each column, all differently, and as "
        "many values in every other row.",
        "name,role\nAda,Director, Board",
        "Correct the row; a value that contains a comma must be in quotes.",
    ),
    Code(
        "DAT003",
        "two data files, one value",
        "Two data files set the same value, and the two cannot be merged: one is a "
        "mapping or a list, the other is not.",
        "data/team.yaml with a list, and data/team.json with a mapping",
        "Rename one, or give both the same kind of value.",
    ),
    Code(
        "DAT004",
        "reserved name of a data file",
        "The name belongs to Sitewright (as to Eleventy); data cannot set it.",
        "data/page.yaml",
        "Give the file another name.",
    ),
    Code(
        "DAT005",
        "data of no page",
        "A data file in the content folder is called neither like its folder nor like a "
        "page beside it, or there is no page below; so it applies to none.",
        "content/blog/blogs.json",
        "Call it like its folder (`blog/blog.json`) or like the page (`blog/post.json` "
        "for `blog/post.md`); data for the whole site goes into the data folder.",
        is_warning=True,
    ),
    Code(
        "DAT006",
        "not read as data",
        "A file in the data folder has no ending of a data file, or a folder `_data` is "
        "not the one that `paths.data` names.",
        "data/team.xlsx",
        "Save it in a format that is read, move it away, or correct `paths.data`.",
        is_warning=True,
    ),
    Code(
        "DAT007",
        "JavaScript is not run",
        "Eleventy runs data files and templates that are JavaScript; Sitewright is "
        "written in Python and passes them over.",
        "data/build.js",
        "Write plain data as YAML or JSON. What must be computed goes into `hooks.py`.",
    ),
    Code(
        "DAT008",
        "data file with nothing in it",
        "The file is empty, or has comments alone. It may have been cut short, and pages "
        "that its data made would be gone.",
        "# data/team.yaml: nothing yet",
        "Bring back what was in it, or remove it; `[]` and `{}` are meant.",
        is_warning=True,
    ),
)
