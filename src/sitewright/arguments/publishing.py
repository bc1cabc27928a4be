"""The commands that put the site before visitors: ``publish``, ``verify``."""

from __future__ import annotations

from sitewright.arguments.adding import Commands, add_command, add_format

_USAGE = """\
sitewright publish [TARGET] [options]
       sitewright publish list [TARGET] [options]
       sitewright publish rollback [TARGET] [RELEASE] [options]"""


def add_publish(commands: Commands) -> None:
    """Add the command that publishes the site, and goes back to what was before."""
    publish = add_command(commands, "publish", "check the site, and publish it")
    publish.usage = _USAGE
    publish.add_argument(
        "target",
        metavar="TARGET",
        nargs="*",
        help="a name under 'publish' in the settings; the only one need not be named",
    )
    publish.add_argument(
        "--dry-run",
        action="store_true",
        help="list what would change, and change nothing",
    )
    publish.add_argument(
        "--allow-warnings", action="store_true", help="publish in spite of warnings"
    )
    publish.add_argument(
        "--allow-shrink",
        action="store_true",
        help="publish even if a fifth of the files are gone",
    )
    publish.add_argument(
        "--take-over",
        action="store_true",
        help="replace what others have published in that branch or bucket",
    )
    add_format(publish)


def add_verify(commands: Commands) -> None:
    """Add the command that asks the live host."""
    does = "ask the live host for every address that the site has or had"
    verify = add_command(commands, "verify", does)
    verify.add_argument(
        "url",
        metavar="URL",
        nargs="?",
        help="address of the home page (default: the site's own)",
    )
    verify.add_argument("--strict", action="store_true", help="let warnings fail it")
    add_format(verify)
