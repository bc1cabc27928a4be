"""Publish a site: one module a kind of target, and what they share."""

from sitewright.edges.publishing.faults import PublishError
from sitewright.edges.publishing.place import Place
from sitewright.edges.publishing.places import place_of
from sitewright.edges.publishing.releases import name_release
from sitewright.edges.publishing.source import read_commit
from sitewright.edges.publishing.staging import Staged, staged, with_file
from sitewright.edges.publishing.work import Work, begun

__all__ = [
    "Place",
    "PublishError",
    "Staged",
    "Work",
    "begun",
    "name_release",
    "place_of",
    "read_commit",
    "staged",
    "with_file",
]
