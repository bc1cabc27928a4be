"""The command that begins a page: ``new``."""

from __future__ import annotations

from sitewright.arguments.adding import Commands, add_command, add_format

_USAGE = """\
sitewright new PATH.md [TITLE] [options]
       sitewright new FOLDER TITLE [options]
       sitewright new"""


def add_new(commands: Commands) -> None:
    """Add the command that begins a page."""
    does = "begin a page from an archetype, or list the archetypes"
    new = add_command(commands, "new", does)
    new.usage = _USAGE
    new.set_defaults(usage=new.format_usage())
    new.add_argument(
        "page",
        metavar="PATH.md",
        nargs="?",
        default="",
        help="the page, below the content folder: insights/when-to-stop.md; or the "
        "folder that it is to lie in; or, at the top, its title",
    )
    new.add_argument(
        "words",
        metavar="TITLE",
        nargs="*",
        help="its title, of which its name is made if only a folder is given",
    )
    new.add_argument(
        "--title", metavar="TITLE", default="", help="the same, behind a path or folder"
    )
    new.add_argument(
        "--archetype",
        metavar="NAME",
        default="",
        help="begin with this one of the listed archetypes (default: its folder's)",
    )
    new.add_argument("--date", metavar="DATE", help="date the page, as in 2026-03-31")
    new.add_argument(
        "--draft", action="store_true", help="keep it out of the site: pending: true"
    )
    new.add_argument(
        "-q", "--quiet", action="store_true", help="print the path of the page only"
    )
    add_format(new)
