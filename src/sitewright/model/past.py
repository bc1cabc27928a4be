"""Past: what is known of the builds that have written the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from sitewright.kernel.digests import Digest
from sitewright.kernel.frozen import frozen


@frozen
class PastBuild:
    """A build that has written some of the files that are there.

    Attributes:
        time: When it was, in UTC.
        changed: The sources that were not what they were at the build before it; None
            if nothing was known of that.
    """

    time: datetime
    changed: tuple[str, ...] | None = None


@frozen
class Past:
    """The builds that have written the files of an output folder.

    Attributes:
        builds: Those that wrote any file that is as it was then; and the last one, which
            comes last.
        written: Which of them wrote each file, and what it held, by its path.
        sources: What each source held at the last build, by its path.
    """

    builds: tuple[PastBuild, ...]
    written: Mapping[str, tuple[int, Digest]] = field(default_factory=dict)
    sources: Mapping[str, Digest] = field(default_factory=dict)
