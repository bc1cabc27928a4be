"""Old addresses: gathered from pages, settings and files, checked, and joined."""

from sitewright.stages.redirects.addresses import source_url
from sitewright.stages.redirects.anchors import find_anchored, find_lost_anchors
from sitewright.stages.redirects.imports import read_imported_rules
from sitewright.stages.redirects.stubs import render_stub
from sitewright.stages.redirects.table import (
    answers_by_pages,
    find_surroundings,
    read_redirects,
)

__all__ = [
    "answers_by_pages",
    "find_anchored",
    "find_lost_anchors",
    "find_surroundings",
    "read_imported_rules",
    "read_redirects",
    "render_stub",
    "source_url",
]
