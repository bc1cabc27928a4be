"""Read what is written for hosts, and answer as they would.

They follow the hosts' documents, and where these say nothing the real programs:
``netlify-redirector`` 0.5.0, wrangler 4.86, nginx 1.22, Apache 2.4 and Caddy 2.6. They
share no code with what writes. ``test_hosts.py`` asks the real ones the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote, urlsplit

from conformance.hosts.interpreted_servers import apache, caddy, nginx, split_request

Texts = Mapping[str, str]
Answer = tuple[int, str]
"""Status and ``Location``; (0, "") if the host would look for a file."""

OTHERWISE: Answer = (0, "")
HOME = "https://www.example.com"


def rules_of(text: str) -> list[list[str]]:
    lines = [line.strip() for line in text.split("\n")]
    return [line.split() for line in lines if line and not line.startswith("#")]


def netlify(texts: Texts, request: str, live: frozenset[str]) -> Answer:
    path, query = split_request(request)
    asked = query.split("&")
    for source, *wanted, target, status in rules_of(texts["_redirects"]):
        values = _netlify_match(source, path)
        if not set(wanted) <= set(asked):
            continue
        if values is None or (unquote(path) in live and not status.endswith("!")):
            continue
        if status.startswith("410"):
            return 410, ""
        for name, value in values.items():
            target = target.replace(f":{name}", value)
        return int(status.rstrip("!")), _with_query(target, query)
    return OTHERWISE


def _netlify_match(source: str, path: str) -> dict[str, str] | None:
    wanted = source.strip("/").split("/")
    given = path.rstrip("/").removeprefix("/").split("/")
    values = {}
    for number, part in enumerate(wanted):
        if part == "*":
            rest = path.removeprefix("/").split("/")[number:]
            return values | {"splat": "/".join(rest)}
        if number >= len(given):
            return None
        if part.startswith(":") and given[number]:
            values[part[1:]] = given[number]
        elif part != given[number]:
            return None
    return values if len(given) == len(wanted) else None


def _with_query(target: str, query: str) -> str:
    rest, mark, fragment = target.partition("#")
    if query and "?" not in rest:
        rest += f"?{query}"
    return rest + mark + fragment


def cloudflare(texts: Texts, request: str, _live: frozenset[str]) -> Answer:
    path, query = split_request(request)
    path = quote(path, safe="/!$&'()*+,;=:@~-._[]|%^\\")  # as new URL() does
    static: dict[str, tuple[str, str]] = {}
    dynamic: list[tuple[str, str, str]] = []
    for source, target, status in rules_of(texts["_redirects"]):
        assert int(status) in (200, 301, 302, 303, 307, 308)
        assert target.startswith(("/", "https://"))
        if dynamic or "*" in source or re.search(r":[A-Za-z]\w*", source):
            dynamic.append((source, target, status))
        else:
            static.setdefault(source, (target, status))
    if found := static.get(path):
        return _cloudflare_answer(*found, query)
    for source, target, status in dynamic:
        pattern = re.escape(source).replace(r"\*", "(?P<splat>.*)")
        pattern = re.sub(r":([A-Za-z]\w*)", r"(?P<\1>[^/]+)", pattern)
        if match := re.fullmatch(pattern, path):
            for name, value in match.groupdict().items():
                target = target.replace(f":{name}", value)
            return _cloudflare_answer(target, status, query)
    return OTHERWISE


def _cloudflare_answer(target: str, status: str, query: str) -> Answer:
    # Python's urljoin loses a ';' at the end.
    full = target
    if target.startswith("//"):
        full = f"{HOME.partition(':')[0]}:{target}"
    elif target.startswith("/"):
        full = HOME + target
    return int(status), _with_query(full, query).removeprefix(HOME)


def s3(texts: Texts, request: str, live: frozenset[str]) -> Answer:
    path, _ = split_request(request)
    key = unquote(path).removeprefix("/")
    key = f"{key}index.html" if not key or key.endswith("/") else key
    for item in json.loads(texts["s3-objects.json"]):
        if item["key"] == key:
            return 301, item["location"]
    if unquote(path) in live:
        return OTHERWISE
    asked = path.removeprefix("/")
    for rule in json.loads(texts["s3-website.json"]).get("RoutingRules", []):
        condition, answer = rule["Condition"], rule["Redirect"]
        prefix = condition.get("KeyPrefixEquals", "")
        if condition["HttpErrorCodeReturnedEquals"] != "404":
            continue
        if unquote(asked).startswith(prefix):
            # What is behind the prefix may be encoded; before it nothing is asked.
            rest = quote(unquote(asked)[len(prefix) :], safe="/!$&'()*+,;=:@~-._")
            new = answer.get("ReplaceKeyWith")
            if new is None:
                new = answer["ReplaceKeyPrefixWith"] + rest
            host = answer.get("HostName")
            home = f"{answer['Protocol']}://{host}" if host else ""
            return int(answer["HttpRedirectCode"]), f"{home}/{new}"
    return OTHERWISE


def plain(texts: Texts, request: str, live: frozenset[str]) -> Answer:
    path, query = split_request(request)
    path = quote(unquote(path), safe="/!$&'()*+,;=:@~-._")
    for rule in json.loads(texts["redirects.json"]):
        pattern = re.escape(rule["source"])
        if rule["pattern"]:
            if unquote(path) in live:
                continue
            pattern = re.sub(r"(?<=/):(\w+)", r"(?P<\1>[^/]+)", pattern)
            pattern = pattern.replace(r"/\*", r"(?:/(?P<splat>(?!/).*))?")
        pattern = re.sub(r"/$", "(?:/(?:index[.]html)?)?", pattern)
        given = iter(query.split("&"))
        if rule["query"] and not all(p in given for p in rule["query"].split("&")):
            continue
        if match := re.fullmatch(pattern, path):
            target = rule["target"] or ""
            values = match.groupdict()
            for name in sorted(values, key=len, reverse=True):
                target = target.replace(f":{name}", values[name] or "")
            return rule["status"], _with_query(target, "" if rule["query"] else query)
    return OTHERWISE


INTERPRETERS: Mapping[str, Callable[[Texts, str, frozenset[str]], Answer]] = {
    "netlify": netlify,
    "cloudflare": cloudflare,
    "nginx": nginx,
    "apache": apache,
    "caddy": caddy,
    "s3": s3,
    "json": plain,
}


def without_host(location: str) -> str:
    """Leave out the site's own address."""
    own = urlsplit(HOME).netloc
    is_own = urlsplit(location).netloc == own
    return location.split(own, 1)[1] or "/" if is_own else location
