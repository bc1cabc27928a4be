"""Move pages: lead links elsewhere, and say where everything once was."""

from sitewright.stages.moving.addresses import Home, from_page
from sitewright.stages.moving.diffs import format_diff
from sitewright.stages.moving.heads import add_old_address, is_same_address
from sitewright.stages.moving.leading import Led, Moves, Spot
from sitewright.stages.moving.markup import (
    read_html,
    read_strings,
    read_styles,
    read_template,
)
from sitewright.stages.moving.mentions import find_mentions
from sitewright.stages.moving.rewriting import LinkEdits, Read, rewrite_links
from sitewright.stages.moving.rules import change_rules
from sitewright.stages.moving.sieve import make_sieve
from sitewright.stages.moving.values import read_rules, read_settings, read_values

__all__ = [
    "Home",
    "Led",
    "LinkEdits",
    "Moves",
    "Read",
    "Spot",
    "add_old_address",
    "change_rules",
    "find_mentions",
    "format_diff",
    "from_page",
    "is_same_address",
    "make_sieve",
    "read_html",
    "read_rules",
    "read_settings",
    "read_strings",
    "read_styles",
    "read_template",
    "read_values",
    "rewrite_links",
]
