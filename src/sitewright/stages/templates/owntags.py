"""OwnTags: the tags that a site adds to its templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from sitewright.kernel.frozen import frozen

Call = Callable[..., object]
"""A shortcode; one that wraps content is given it first."""


@frozen
class OwnTags:
    """What a site's tags call, by their names.

    Attributes:
        alone: Tags that stand alone.
        paired: Tags that wrap content up to their ``end…`` tag.
    """

    alone: Mapping[str, Call] = field(default_factory=dict)
    paired: Mapping[str, Call] = field(default_factory=dict)


NO_TAGS = OwnTags()
