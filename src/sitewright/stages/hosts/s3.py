"""Write what a website in an S3 bucket needs: routing rules, and redirecting objects."""

from __future__ import annotations

import json
from typing import Final

from sitewright.kernel.diagnostics import Checked, Diagnostic, Findings, warning
from sitewright.kernel.urls import output_path_of
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect
from sitewright.stages.hosts.spelling import folder_of, split_suffix
from sitewright.stages.hosts.table import (
    SPLAT,
    HostRule,
    check_limit,
    make_rules,
    refuse,
    refuse_query,
)

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html
MOST_RULES: Final = 50
_ONLY: Final = 301
_MISSING: Final = ("404", "403")
_REST: Final = f":{SPLAT}"


def write_s3_website(
    redirects: tuple[Redirect, ...],
    config: SiteConfig,
    _live: frozenset[str] = frozenset(),
) -> Checked[str]:
    """Write the bucket's settings, for ``aws s3api put-bucket-website``.

    A routing rule is about all keys that start alike: so it stands for a pattern. It is
    followed where there is no object, which S3 tells with 404, and to whom may not
    list the bucket with 403: so every pattern has two, and an object comes first.
    """
    rules = [r for r in make_rules(redirects, config) if r.redirect.is_pattern]
    problems = [(rule, _pattern_problem(rule)) for rule in rules]
    fit = [rule for rule, problem in problems if problem is None]
    folder = folder_of(config).removeprefix("/")
    settings: dict[str, object] = {
        "IndexDocument": {"Suffix": "index.html"},
        "ErrorDocument": {"Key": f"{folder}/404.html".removeprefix("/")},
    }
    if fit:
        settings["RoutingRules"] = [
            _routing_rule(rule, code) for rule in fit for code in _MISSING
        ]
    findings = (
        *(problem for _, problem in problems if problem),
        *check_limit(
            "routing rules for S3, two for each pattern",
            [rule.span for rule in fit for _ in _MISSING],
            MOST_RULES,
            "list the addresses that matter one by one: for those there is no limit",
        ),
    )
    return json.dumps(settings, indent=2, ensure_ascii=False) + "\n", findings


def write_s3_objects(
    redirects: tuple[Redirect, ...],
    config: SiteConfig,
    _live: frozenset[str] = frozenset(),
) -> Checked[str]:
    """Write the empty objects that redirect, for ``aws s3api put-object``.

    ``location`` goes into ``--website-redirect-location``, which S3 stores as
    ``x-amz-website-redirect-location`` and answers with 301. A page has two, since S3
    would answer its address without a slash with a redirect of its own.
    """
    objects: dict[str, str] = {}
    findings: list[Diagnostic] = []
    for rule in make_rules(redirects, config):
        if rule.query:
            findings.append(refuse_query("S3", rule))
            continue
        if rule.redirect.is_pattern:
            keys, target = _bare_key(rule)
        else:
            keys, target = _keys(rule), rule.target
            findings += [_gone(rule)] if rule.redirect.is_gone else []
        if keys and not rule.redirect.is_gone:
            findings += _status_problem(rule)
            for key in keys:
                objects.setdefault(key, target)
    table = [{"key": key, "location": objects[key]} for key in sorted(objects)]
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in table)
    return (f"[\n{lines}\n]\n" if lines else "[]\n"), tuple(findings)


def _keys(rule: HostRule) -> list[str]:
    keys = [output_path_of(rule.source)]
    return [*keys, rule.stem[1:]] if rule.is_folder and rule.stem else keys


def _bare_key(rule: HostRule) -> tuple[list[str], str]:
    """Name what a pattern is about without its last slash, where no rule fits."""
    is_followed = rule.stem and not rule.redirect.is_gone and not _pattern_problem(rule)
    keys = [rule.stem[1:]] if is_followed else []
    return keys, rule.target.removesuffix(_REST)


def _routing_rule(rule: HostRule, missing: str) -> dict[str, object]:
    scheme, host, path = _split_address(rule.target)
    answer: dict[str, object] = {"HttpRedirectCode": str(rule.status)}
    if host:
        answer |= {"Protocol": scheme, "HostName": host}
    if path.endswith(_REST):
        answer["ReplaceKeyPrefixWith"] = path.removesuffix(_REST)
    else:
        answer["ReplaceKeyWith"] = path
    prefix = rule.source.removesuffix("*").removeprefix("/")
    condition = {"KeyPrefixEquals": prefix, "HttpErrorCodeReturnedEquals": missing}
    return {
        "Condition": {name: value for name, value in condition.items() if value},
        "Redirect": answer,
    }


def _split_address(target: str) -> tuple[str, str, str]:
    """Split a target into scheme, host, and key: a path without its first slash."""
    scheme, mark, rest = target.partition("://")
    if not mark or target.startswith("/"):
        return "", "", target.removeprefix("/")
    host, _, path = rest.partition("/")
    return scheme.lower(), host, path


def _pattern_problem(rule: HostRule) -> Diagnostic | None:
    shown = rule.redirect.source
    if rule.redirect.is_gone:
        return _gone(rule)
    path, suffix = split_suffix(rule.target)
    kept = rule.target if suffix else path.removesuffix(_REST)
    if rule.names != (SPLAT,) or _REST in kept:
        return refuse(
            "HOST009",
            f"S3 cannot follow the pattern '{shown}'",
            rule,
            "it replaces the start of an address: '/blog/*' to '/news/:splat'",
        )
    return None


def _gone(rule: HostRule) -> Diagnostic:
    return warning(
        "HOST004",
        f"S3 cannot answer 410 for '{rule.redirect.source}'",
        rule.span,
        "leave the rule out: where nothing fits, it answers 404",
    )


def _status_problem(rule: HostRule) -> Findings:
    if rule.status == _ONLY:
        return ()
    message = f"S3 answers {_ONLY} for '{rule.redirect.source}', not {rule.status}"
    hint = f"browsers remember a {_ONLY}; leave the status out if that is right"
    return (warning("HOST010", message, rule.span, hint),)
