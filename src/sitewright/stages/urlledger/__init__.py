"""The URL ledger: read and write it, compare it with the site, fill it from another."""

from sitewright.stages.urlledger.accepting import Accepted, Change, accept, add_urls
from sitewright.stages.urlledger.checking import check_ledger
from sitewright.stages.urlledger.comparing import Standing, compare
from sitewright.stages.urlledger.following import follow_move
from sitewright.stages.urlledger.importing import own_urls, read_lines
from sitewright.stages.urlledger.lasting import gather_addresses, is_lasting
from sitewright.stages.urlledger.lines import (
    format_ledger,
    format_url,
    read_ledger,
    written_problem,
)
from sitewright.stages.urlledger.reporting import find_lost
from sitewright.stages.urlledger.sitemaps import Found, Sitemap, read_sitemap

__all__ = [
    "Accepted",
    "Change",
    "Found",
    "Sitemap",
    "Standing",
    "accept",
    "add_urls",
    "check_ledger",
    "compare",
    "find_lost",
    "follow_move",
    "format_ledger",
    "format_url",
    "gather_addresses",
    "is_lasting",
    "own_urls",
    "read_ledger",
    "read_lines",
    "read_sitemap",
    "written_problem",
]
