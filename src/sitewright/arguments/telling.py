"""The commands that tell something: ``markdown``, ``nav``, ``explain``."""

from __future__ import annotations

from sitewright.arguments.adding import Commands, add_command, add_format, add_selection


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


def add_explain(commands: Commands) -> None:
    """Add the command that explains a finding."""
    explain = add_command(commands, "explain", "tell what a diagnostic code means")
    explain.add_argument("code", metavar="CODE", help="a code such as NAV003")
