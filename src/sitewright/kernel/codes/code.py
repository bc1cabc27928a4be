"""Code: what one kind of finding means, an example, and the cure."""

from __future__ import annotations

from sitewright.kernel.frozen import frozen


@frozen
class Code:
    """One diagnostic code.

    Attributes:
        name: Area and three digits; never used again for something else.
        title: What is wrong, in a few words.
        cause: How it comes about.
        example: Something that gives rise to it, as it would be written.
        cure: What to do.
        level: Of a check of the finished site, how much it matters unless the settings
            say otherwise: a severity, or ``off``. Empty for all other codes.
        is_warning: Whether a build may find it and go on, so that the settings can say
            how much it matters to checks.
    """

    name: str
    title: str
    cause: str
    example: str
    cure: str
    level: str = ""
    is_warning: bool = False
