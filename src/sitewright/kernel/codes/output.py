"""What can be wrong with the output."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

OUT: Final = (
    Code(
        "OUT001",
        "the site cannot be written",
        "The disk is full, a folder is read-only, or somebody else's file is in the way. "
        "The old site is as it was.",
        "_site/ owned by another user",
        "Remove the obstacle that the message names, and build again.",
    ),
    Code(
        "OUT002",
        "the list of files cannot be written",
        "The file that `--manifest` names cannot be written. The site has been.",
        "sitewright build --manifest no/such/folder/manifest.json",
        "Name a file in a folder that is there.",
    ),
    Code(
        "OUT003",
        "most of the site is gone",
        "The site has half as many pages as the last build wrote, or fewer. That is more "
        "often a folder that was not there, or a pattern that leaves out too much, than "
        "what anybody wants. The old site is as it was.",
        "content/ of another branch, or of half a copy",
        "Bring the pages back; or, if it is meant, build with `--allow-shrink`.",
    ),
)
