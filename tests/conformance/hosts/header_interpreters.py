"""Read what is written for hosts about headers, and answer as they would.

They follow ``@netlify/headers`` 2, wrangler 4.86, nginx 1.22, Apache 2.4 and Caddy 2.6,
and share no code with what writes. ``test_headers.py`` asks the real ones the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from urllib.parse import quote, unquote

from conformance.hosts.interpreted_servers import _nginx_words, python_pattern

Texts = Mapping[str, str]
Said = dict[str, str]
"""Values by names in lower case."""


def blocks_of(text: str) -> Iterator[tuple[str, list[str]]]:
    path, lines = "", []
    for line in map(str.strip, text.split("\n")):
        if not line or line.startswith("#"):
            continue
        if line.startswith("/"):
            if path:
                yield path, lines
            path, lines = line, []
        else:
            lines.append(line)
    if path:
        yield path, lines


def netlify(texts: Texts, request: str) -> Said:
    said = {}
    for path, lines in blocks_of(texts["_headers"]):
        parts = [part for part in path.split("/") if part]
        pattern = "/".join(map(_netlify_part, parts))
        if re.fullmatch(f"/{pattern}/?", request, re.IGNORECASE):
            for line in lines:
                name, _, value = line.partition(":")
                assert value.strip()
                said[name.lower()] = re.sub(r"\s*,\s*", ", ", value.strip())
    return said


def _netlify_part(part: str) -> str:
    if part == "*":
        return "?(.*)"
    if part.startswith(":"):
        return "([^/]+)"
    return part.replace("*", "(.*)") if "*" in part else re.escape(part)


def cloudflare(texts: Texts, request: str) -> Said:
    path = quote(request, safe="/!$&'()*+,;=:@~-._[]|%^\\")  # as new URL() does
    said: Said = {}
    blocks = [*blocks_of(texts["_headers"])]
    assert len(blocks) <= 100
    for source, lines in blocks:
        assert all(len(line) <= 2_000 for line in lines)
        pattern = re.escape(source).replace(r"\*", "(?P<splat>.*)")
        pattern = re.sub(r":([A-Za-z]\w*)", r"(?P<\1>[^/]+)", pattern)
        match = re.fullmatch(pattern, path)
        if not match:
            continue
        for line in lines:
            if line.startswith("!"):
                said.pop(line[1:].strip().lower(), None)
        for line in lines:
            if not line.startswith("!"):
                name, _, value = line.partition(":")
                for hole, filling in match.groupdict().items():
                    value = value.replace(f":{hole}", filling)
                before = said.get(name.lower())
                value = value.strip()
                said[name.lower()] = f"{before}, {value}" if before else value
    return said


def nginx(texts: Texts, request: str) -> Said:
    values = {"sitewright_asked": re.sub("/+", "/", unquote(request))}
    words = iter(_nginx_words(texts["sitewright-maps.conf"]))
    for word in words:
        if word == "geo":
            name = next(words)
            assert next(words) == "{"
            assert next(words) == "default"
            values[name.removeprefix("$")] = next(words)
        elif word == "map":
            source, name = next(words), next(words).removeprefix("$")
            if source == "$sitewright_asked":
                values[name] = _nginx_map(words, values, values["sitewright_asked"])
    said = {}
    words = iter(_nginx_words(texts.get("sitewright-headers.conf", "")))
    for word in words:
        if word == "add_header":
            name, value, always = next(words), next(words), next(words)
            assert always == "always"
            if value := _expand(value, values):
                said[name.lower()] = value
    return said


def _nginx_map(words: Iterator[str], values: Mapping[str, str], asked: str) -> str:
    assert next(words) == "{"
    chosen = default = None
    while (key := next(words)) != "}":
        value = next(words)
        assert next(words) == ";"
        assert len(value) < 4_090
        if key == "default":
            default = value
        elif chosen is None and python_pattern(key[1:]).search(asked):
            chosen = _expand(value, values)
    return chosen if chosen is not None else default or ""


def _expand(text: str, values: Mapping[str, str]) -> str:
    return re.sub(
        r"\$(?:\{(\w+)\}|([A-Za-z_0-9]\w*))", lambda f: values[f[1] or f[2]], text
    )


def apache(texts: Texts, request: str) -> Said:
    said: Said = {}
    asked = unquote(request)
    for line in texts[".htaccess"].split("\n"):
        if not line.startswith("Header "):
            continue
        words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)
        words = [bare or re.sub(r'\\([\\"])', r"\1", quoted) for quoted, bare in words]
        _, always, action, name, *rest = words
        assert always == "always"
        value = rest.pop(0) if action == "set" else ""
        if rest:
            found = re.fullmatch(
                r"expr=reqenv\('SITEWRIGHT_ASKED'\) =~ m#(.*)#", rest[0]
            )
            assert found, line
            if not python_pattern(found[1]).search(asked):
                continue
        said.pop(name.lower(), None)
        if action == "set":
            assert not value.startswith("expr=")
            assert not re.search(r"%(?!%)", value.replace("%%", "")), value
            said[name.lower()] = value.replace("%%", "%")
    return said


def caddy(texts: Texts, request: str) -> Said:
    said: Said = {}
    path = unquote(request)
    fitting: dict[str, bool] = {}
    matcher = ""
    for line in map(str.strip, texts["sitewright.caddy"].split("\n")):
        if line.startswith("# Old addresses"):
            break
        if found := re.fullmatch(r"(@\w+) \{", line):
            matcher = found[1]
            fitting[matcher] = True
        elif found := re.fullmatch(
            r'(not )?vars_regexp \{http.request.orig_uri.path\} "(.*)"', line
        ):
            fits = bool(python_pattern(found[2]).search(path))
            fitting[matcher] &= fits is not bool(found[1])
        elif found := re.fullmatch(r"header (?:(@\w+) )?([\w-]+) `([^`]*)`", line):
            assert "{$" not in found[3]
            if not found[1] or fitting[found[1]]:
                assert found[2].lower() not in said, "set twice"
                said[found[2].lower()] = re.sub(r"\\([{}])", r"\1", found[3])
        else:
            assert line in ("", "route {", "}") or line.startswith("#"), line
    return said


def plain(texts: Texts, request: str) -> Said:
    said: Said = {}
    for item in json.loads(texts["headers.json"]):
        path = unquote(item["path"])
        pattern = re.escape(path).replace(r"\*", ".*")
        pattern = re.sub(r"(?<=/):\w+", "[^/]+", pattern)
        pattern = re.sub(r"/\.\*$", "(?:/.*)?", pattern)
        pattern = re.sub(r"/$", "(?:/(?:index[.]html)?)?", pattern)
        if re.fullmatch(pattern, unquote(request), re.DOTALL):
            for name, value in item["headers"].items():
                said.pop(name.lower(), None)
                if value is not None:
                    said[name.lower()] = value
    return said


def s3(texts: Texts, request: str) -> Said:
    for item in json.loads(texts["cloudfront-headers.json"]):
        paths = [path.replace("[", "[[]") for path in item["paths"]]
        if any(fnmatchcase(request, path) for path in paths):
            return dict(_cloudfront_settings(item["policy"]))
    return {}


def _cloudfront_settings(policy: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    known = policy.get("SecurityHeadersConfig", {})
    assert isinstance(known, dict)
    for key, value in known.items():
        match key:
            case "ContentSecurityPolicy" | "ReferrerPolicy":
                yield re.sub(r"(?<!^)(?=[A-Z])", "-", key).lower(), value[key]
            case "ContentTypeOptions":
                yield "x-content-type-options", "nosniff"
            case "FrameOptions":
                yield "x-frame-options", value["FrameOption"]
            case "StrictTransportSecurity":
                text = f"max-age={value['AccessControlMaxAgeSec']}"
                text += "; includeSubDomains" if value["IncludeSubdomains"] else ""
                yield (
                    "strict-transport-security",
                    text + ("; preload" if value["Preload"] else ""),
                )
    custom = policy.get("CustomHeadersConfig", {"Items": []})
    assert isinstance(custom, dict)
    for item in custom["Items"]:
        yield item["Header"].lower(), item["Value"]


HEADER_INTERPRETERS: Mapping[str, Callable[[Texts, str], Said]] = {
    "netlify": netlify,
    "cloudflare": cloudflare,
    "nginx": nginx,
    "apache": apache,
    "caddy": caddy,
    "s3": s3,
    "json": plain,
}
