"""What the command line takes: every command and its options."""

from sitewright.arguments.parser import make_parser

__all__ = ["make_parser"]
