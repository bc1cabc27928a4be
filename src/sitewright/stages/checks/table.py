"""All checks, in the order in which they run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.model.checks import Complaint, FinishedSite, PageCheck, SiteCheck
from sitewright.stages.checks.accessibility.documents import (
    find_forbidden_zoom,
    find_wrong_language,
)
from sitewright.stages.checks.accessibility.fields import (
    find_forced_order,
    find_wrong_ids,
)
from sitewright.stages.checks.accessibility.headings import find_broken_outline
from sitewright.stages.checks.accessibility.links import (
    find_nameless,
    find_same_texts,
)
from sitewright.stages.checks.accessibility.pictures import (
    find_bare_frames,
    find_bare_pictures,
)
from sitewright.stages.checks.accessibility.tables import find_bare_tables
from sitewright.stages.checks.breadcrumbs import find_odd_data
from sitewright.stages.checks.leaks import (
    find_comments,
    find_damage,
    find_drafts,
    find_own_address,
    find_own_machines,
    find_raw_syntax,
    find_secrets,
    find_spoken_of,
)
from sitewright.stages.checks.links import find_broken, find_disowned
from sitewright.stages.checks.metadata import (
    find_bad_canonicals,
    find_jumping,
    find_missing,
    find_repeated,
    find_same_meta,
)
from sitewright.stages.checks.nesting.complaints import find_unpaired
from sitewright.stages.checks.orphans import find_orphans
from sitewright.stages.checks.strangers import (
    find_plain,
    find_steerable,
    find_unchecked,
)
from sitewright.stages.checks.styled import find_by_styles

PAGE_CHECKS: Final[tuple[PageCheck, ...]] = (
    find_unpaired,
    *(find_disowned, find_steerable, find_unchecked, find_plain),
    *(find_missing, find_same_meta, find_jumping, find_odd_data),
    *(find_comments, find_own_machines, find_spoken_of),
    *(find_secrets, find_drafts, find_raw_syntax, find_damage),
    *(find_broken_outline, find_bare_tables, find_wrong_language, find_forbidden_zoom),
    *(find_nameless, find_same_texts, find_bare_pictures, find_bare_frames),
    *(find_wrong_ids, find_forced_order),
)
"""Those that look at one page after another."""

SITE_CHECKS: Final[tuple[SiteCheck, ...]] = (
    *(find_broken, find_orphans),
    *(find_repeated, find_bad_canonicals),
    *(find_own_address,),
    *(find_by_styles,),
)
"""Those that look at all pages together."""


def run_checks(site: FinishedSite) -> Iterator[tuple[str, Complaint]]:
    """Run all checks.

    Returns:
        What they say, each with the key of the page that it is about.
    """
    for key, page in site.pages.items():
        for check in PAGE_CHECKS:
            for complaint in check(page, site):
                yield key, complaint
    for look in SITE_CHECKS:
        yield from look(site)
