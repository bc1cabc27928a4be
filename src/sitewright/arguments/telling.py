"""The commands that tell something: ``markdown``, ``nav``, ``classes`` and others."""

from __future__ import annotations

from sitewright.arguments.adding import (
    Commands,
    add_command,
    add_format,
    add_selection,
    named,
)


def add_markdown(commands: Commands) -> None:
    """Add the command that renders one file."""
    does = "print the HTML of one Markdown file, without a layout"
    markdown = add_command(commands, "markdown", does)
    markdown.add_argument(
        "file", metavar="FILE", help="the file; '-' reads standard input"
    )


def add_nav(commands: Commands) -> None:
    """Add the command that prints the navigation."""
    nav = add_command(commands, "nav", "print the navigation tree")
    add_selection(nav, "with {}, too")
    add_format(nav, "print it")


def add_schema(commands: Commands) -> None:
    """Add the command that describes what authors write."""
    does = "print a JSON Schema of front matter or settings, for editors"
    schema = add_command(commands, "schema", does)
    schema.add_argument(
        "type",
        metavar="TYPE",
        nargs="?",
        default="",
        help="a type of pages, or site.yaml (default: pages of no type)",
    )
    schema.add_argument(
        "-o", "--output", type=named, metavar="FILE", help="write it to FILE instead"
    )


def add_classes(commands: Commands) -> None:
    """Add the command that tells who uses which class."""
    does = "tell which pages use which classes, and where these are defined"
    classes = add_command(commands, "classes", does)
    classes.add_argument(
        "name",
        metavar="NAME",
        nargs="?",
        help="only this class, with every page that has it; 'margin-*' is all that begins so",
    )
    classes.add_argument(
        "--unused",
        action="store_true",
        help="only those that are on no page and in no script",
    )
    add_selection(classes, "with {}, too")
    add_format(classes, "print it")


def add_explain(commands: Commands) -> None:
    """Add the command that explains whatever the site is made of, or says."""
    does = "tell where an address, a file or a value comes from, or what a code means"
    explain = add_command(commands, "explain", does)
    explain.add_argument(
        "name",
        metavar="NAME",
        help="an address (/about/), a file (content/about.md), a value of all pages "
        "(site.title), a setting (feed.path), or a code (NAV003)",
    )
    explain.add_argument(
        "words",
        metavar="VALUE",
        nargs="?",
        default="",
        help="the name of a value of that page or file: title, eleventyNavigation.parent",
    )
    explain.add_argument(
        "--value", metavar="VALUE", default="", help="the same as VALUE"
    )
    add_selection(explain, "with {}, too")
    add_format(explain, "print it")
