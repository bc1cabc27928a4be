"""Security, Needs, SecurityText: what guards a site, and whom to tell of its holes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen

PAGES: Final = (".html", ".htm")
STYLE_SHEETS: Final = (".css",)
"""How the names of files end that need something of a policy, in lower case."""


@frozen
class Security:
    """The headers that guard a site.

    A text is the value of its header, and empty if that is not sent.

    Attributes:
        span: Where they were asked for.
        policy_span: Where the policy was asked for.
        has_policy: Whether a Content-Security-Policy is made from the pages.
        sources: What the policy allows besides, by directive.
        only_reports: Whether the policy reports and blocks nothing.
        in_pages: Whether each page has its own policy in itself, too.
        hsts: Strict-Transport-Security.
        has_nosniff: Whether X-Content-Type-Options is sent.
        referrer_policy: Referrer-Policy.
        permissions: Who may use each feature of the browser, for Permissions-Policy,
            besides those that are off unless a page's frames ask for them; None if it is
            not sent.
        ancestors: Who may show pages in a frame, besides the site itself if it does
            so; None if anybody.
        opener_policy: Cross-Origin-Opener-Policy.
    """

    span: Span
    policy_span: Span
    has_policy: bool = True
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only_reports: bool = False
    in_pages: bool = False
    hsts: str = "max-age=31536000"
    has_nosniff: bool = True
    referrer_policy: str = "strict-origin-when-cross-origin"
    permissions: Mapping[str, tuple[str, ...]] | None = field(default_factory=dict)
    ancestors: tuple[str, ...] | None = ()
    opener_policy: str = "same-origin"


@frozen
class Needs:
    """What a file of the site needs of a policy.

    Attributes:
        sources: Directives, each with a source that must be allowed, sorted; the hash of
            a script or style is the source of what stands in a page itself.
        features: Features of the browser that its frames ask for, sorted.
        blocked: Addresses that no policy can allow, such as those of ``javascript:``.
        origin: The source that the file was made from.
        is_shared: Whether pages load the file: then they need what it needs.
    """

    sources: tuple[tuple[str, str], ...] = ()
    features: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    origin: str = ""
    is_shared: bool = False


@frozen
class SecurityText:
    """What ``/.well-known/security.txt`` says; see RFC 9116.

    Attributes:
        fields: Names and values in the order of the file, without ``Expires``.
        expires: When it is no longer to be trusted, in UTC.
        span: Where that was written.
    """

    fields: tuple[tuple[str, str], ...]
    expires: datetime
    span: Span
