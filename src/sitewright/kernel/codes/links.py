"""What can be wrong with links of the finished site."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

LNK: Final = (
    Code(
        "LNK010",
        "link that claims to be a visitor's",
        '`rel="ugc"` tells search engines that a visitor wrote the link, as in a comment, '
        "and that the site does not stand for it.",
        '[Book a call](https://calendar.example.com/){rel="nofollow ugc"}',
        'Remove `ugc`; `rel="nofollow"` alone says not to count the link.',
        "information",
    ),
)
