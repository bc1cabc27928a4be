"""Choose what publishes to a target."""

from __future__ import annotations

from sitewright.edges.publishing.branch import BranchPlace
from sitewright.edges.publishing.bucket import BucketPlace
from sitewright.edges.publishing.folder import FolderPlace
from sitewright.edges.publishing.place import Place
from sitewright.edges.publishing.server import ServerPlace
from sitewright.edges.publishing.work import Work
from sitewright.model.publishing import Branch, Bucket, Folder, Server


def place_of(work: Work) -> Place:
    """Make what publishes there."""
    match work.target.way:
        case Folder() as way:
            return FolderPlace(work, way)
        case Server() as way:
            return ServerPlace(work, way)
        case Branch() as way:
            return BranchPlace(work, way)
        case Bucket() as way:
            return BucketPlace(work, way)
