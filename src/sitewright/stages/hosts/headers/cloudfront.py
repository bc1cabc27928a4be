"""Write policies of CloudFront, which sends the headers for a bucket of S3."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from sitewright.kernel.diagnostics import Checked, Diagnostic, Findings, warning
from sitewright.kernel.regexes import regex
from sitewright.model.config import SiteConfig
from sitewright.model.header import Header, has_holes, headers_for
from sitewright.stages.hosts.headers.blocks import Block, make_blocks
from sitewright.stages.hosts.table import check_limit

# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
MOST_CUSTOM: Final = 10

_ANY: Final = "\0"
_HSTS: Final = regex(r"max-age=(\d+)([^\d].*)?\Z", re.IGNORECASE)


def write_cloudfront(table: tuple[Header, ...], config: SiteConfig) -> Checked[str]:
    """Write what ``aws cloudfront create-response-headers-policy`` takes, by pattern.

    S3 itself sends no headers of a site's own. A behaviour of CloudFront has one policy,
    and an address one behaviour: so each policy has all that wider patterns set, too.
    The behaviours go into the order in which the policies are: the narrowest first.
    """
    blocks = make_blocks(table, config)
    problems = [(block, _misfit(block, blocks)) for block in blocks]
    fit = [block for block, problem in problems if problem is None]
    findings = [problem for _, problem in problems if problem]
    name = re.sub("[^a-z0-9]", "-", (urlsplit(config.url).hostname or "site").lower())
    policies = []
    for number, block in reversed([*enumerate(fit)]):
        pattern = block.headers[0].pattern
        values = dict(headers_for(table, pattern.replace("*", _ANY)))
        policy = _format_policy(f"{name}-{number}", values)
        findings += _count_custom(block, policy)
        policies.append({"paths": _paths(block), "policy": policy})
    return json.dumps(policies, indent=2) + "\n", tuple(findings)


def _paths(block: Block) -> list[str]:
    """Write the path patterns; what a folder holds includes the folder itself."""
    if block.is_whole_host:
        return ["*"]
    paths = block.paths(with_index=True)
    if block.source.endswith(("/", "/*")) and len(block.source) > 2:
        paths += [path.removesuffix("*").removesuffix("/") for path in paths[:1]]
    return list(dict.fromkeys(paths))


def _format_policy(name: str, values: Mapping[str, str]) -> dict[str, object]:
    known: dict[str, object] = {}
    custom = []
    for header, value in values.items():
        key, setting = _security_setting(header.lower(), value)
        if key:
            known[key] = {"Override": True, **setting}
        else:
            custom.append({"Header": header, "Value": value, "Override": True})
    policy: dict[str, object] = {"Name": name}
    if known:
        policy["SecurityHeadersConfig"] = known
    if custom:
        items = {"Quantity": len(custom), "Items": custom}
        policy["CustomHeadersConfig"] = items
    return policy


def _security_setting(name: str, value: str) -> tuple[str, dict[str, object]]:
    """Find the setting that CloudFront has for a header; an empty key if it has none."""
    if name == "content-security-policy":
        return "ContentSecurityPolicy", {"ContentSecurityPolicy": value}
    if name == "referrer-policy" and "," not in value:
        return "ReferrerPolicy", {"ReferrerPolicy": value}
    if name == "x-content-type-options" and value == "nosniff":
        return "ContentTypeOptions", {}
    if name == "x-frame-options" and value in ("DENY", "SAMEORIGIN"):
        return "FrameOptions", {"FrameOption": value}
    if name == "strict-transport-security" and (found := _HSTS.match(value)):
        words = (found[2] or "").lower()
        return "StrictTransportSecurity", {
            "AccessControlMaxAgeSec": int(found[1]),
            "IncludeSubdomains": "includesubdomains" in words,
            "Preload": "preload" in words,
        }
    return "", {}


def _count_custom(block: Block, policy: Mapping[str, object]) -> Findings:
    custom = policy.get("CustomHeadersConfig")
    count = len(custom["Items"]) if isinstance(custom, dict) else 0
    return check_limit(
        f"headers of its own for '{block.source}' at CloudFront",
        [block.span] * count,
        MOST_CUSTOM,
        "ask AWS for more, or leave some out",
    )


def _misfit(block: Block, blocks: Sequence[Block]) -> Diagnostic | None:
    """Report what one behaviour for each address cannot say."""
    hint = "set these headers for the whole site, or for single addresses"
    if ":" in block.source:
        message = f"CloudFront has no placeholders, as '{block.source}' has"
        return warning("HOST034", message, block.span, hint)
    if block.source.endswith("/*") or not has_holes(block.source):
        return None
    others = [
        other
        for other in blocks
        if other is not block and not other.is_whole_site and has_holes(other.source)
    ]
    if not others:
        return None
    message = (
        f"CloudFront follows one of '{block.source}' and '{others[0].source}' where "
        "both fit"
    )
    return warning("HOST034", message, block.span, hint)
