"""Read what is written for nginx, Apache and Caddy, and answer as they would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

Texts = Mapping[str, str]
Answer = tuple[int, str]


def split_request(request: str) -> tuple[str, str]:
    path, _, query = request.partition("?")
    return path, query


def python_pattern(pattern: str) -> re.Pattern[str]:
    pattern = re.sub(r"\(\?<(?=[A-Za-z])", "(?P<", pattern)
    pattern = re.sub(r"\\k<(\w+)>", r"(?P=\1)", pattern)
    return re.compile(pattern.replace(r"\z", r"\Z"))


def is_file(path: str, live: frozenset[str]) -> bool:
    return path in live or f"{path}/" in live


# nginx


@dataclass
class Map:
    source: str
    default: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    patterns: list[tuple[re.Pattern[str], str]] = field(default_factory=list)


def nginx(texts: Texts, request: str, live: frozenset[str]) -> Answer:
    path, query = split_request(request)
    maps = dict(_nginx_maps(texts["sitewright-maps.conf"]))
    values = {
        "args": query,
        "is_args": "?" if query else "",
        "uri": re.sub("/+", "/", unquote(path)),
        "request_uri": request,
    }

    def expand(text: str, match: re.Match[str] | None = None) -> str:
        def value_of(found: re.Match[str]) -> str:
            name = found[1]
            if name.isdigit():
                return (match and match[int(name)]) or ""
            if match and name in match.groupdict():
                return match[name] or ""
            return values[name] if name in values else look_up(maps[name])

        return re.sub(r"\$([0-9]|[A-Za-z_]\w*)", value_of, text)

    def look_up(table: Map) -> str:
        value = expand(table.source)
        if value.lower() in table.texts:  # whatever its letter case
            return expand(table.texts[value.lower()])
        for pattern, answer in table.patterns:
            if match := pattern.search(value):
                return expand(answer, match)
        return expand(table.default)

    reply = look_up(maps["sitewright_pattern"])
    if is_file(values["uri"], live):
        reply = ""
    reply = look_up(maps["sitewright_redirect"]) or reply
    reply = look_up(maps["sitewright_query"]) or reply
    return _nginx_reply(texts["sitewright-server.conf"], reply)


def _nginx_reply(server: str, reply: str) -> Answer:
    for line in server.split("\n"):
        if found := re.match(
            r'if \(\$sitewright_reply ~ "(.+)"\) { return (\d+)', line
        ):
            if match := re.match(found[1], reply):
                return int(found[2]), match[1]
        elif line.startswith('if ($sitewright_reply = "410")') and reply == "410":
            return 410, ""
    assert reply == "", reply
    return 0, ""


def _nginx_maps(text: str) -> Iterator[tuple[str, Map]]:
    words = iter(_nginx_words(text))
    for word in words:
        if word != "map":
            continue
        table = Map(next(words))
        name = next(words).removeprefix("$")
        assert next(words) == "{"
        while (key := next(words)) != "}":
            if key == "volatile":
                assert next(words) == ";"
                continue
            value = next(words)
            assert next(words) == ";"
            if key == "default":
                table.default = value
            elif key.startswith("~"):
                table.patterns.append((python_pattern(key[1:]), value))
            else:
                assert key.lower() not in table.texts, "conflicting parameter"
                table.texts[key.lower()] = value
        yield name, table


def _nginx_words(text: str) -> Iterator[str]:
    """Split a configuration as ``ngx_conf_read_token`` does."""
    pattern = r'\s+|#[^\n]*|[{};]|"((?:[^"\\]|\\.)*)"|[^\s{};"]+'
    end = 0
    while end < len(text):
        found = re.compile(pattern, re.DOTALL).match(text, end)
        assert found, text[end : end + 60]
        end = found.end()
        if found[1] is not None:
            yield re.sub(r"\\(.)", _nginx_letter, found[1])
        elif not found[0].isspace() and not found[0].startswith("#"):
            yield found[0]


def _nginx_letter(found: re.Match[str]) -> str:
    letters = {"t": "\t", "r": "\r", "n": "\n", '"': '"', "\\": "\\", "'": "'"}
    return letters.get(found[1], found[0])


# Apache


def apache(texts: Texts, request: str, live: frozenset[str]) -> Answer:
    path, query = split_request(request)
    decoded = unquote(path)
    variables = {
        "%{QUERY_STRING}": query,
        "%{THE_REQUEST}": f"GET {request} HTTP/1.1",
    }
    holds, groups = True, ()
    ((place, text),) = texts.items()
    folder = place.removesuffix(".htaccess") or "/"  # what its rules count from
    for line in text.split("\n"):
        name, *words = _apache_words(line) or [""]
        if name == "RewriteCond":
            if words[1] == "!-f":
                holds = holds and not is_file(decoded, live)
            else:
                match = python_pattern(words[1]).search(variables[words[0]])
                holds, groups = holds and bool(match), match.groups() if match else ()
        elif name == "RewriteRule":
            pattern, target, flags = words[0], words[1], words[2].strip("[]").split(",")
            if holds and python_pattern(pattern).search(decoded.removeprefix(folder)):
                answer = _apache_answer(target, flags, groups, query)
                if answer:
                    return answer
            holds, groups = True, ()
    return 0, ""


def _apache_words(line: str) -> list[str]:
    if line.startswith("#"):
        return []
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)
    return [bare or re.sub(r'\\([\\"])', r"\1", quoted) for quoted, bare in words]


def _apache_answer(
    target: str, flags: list[str], groups: tuple[str | None, ...], query: str
) -> Answer | None:
    if "G" in flags:
        return 410, ""
    status = int(next(f[2:] for f in flags if f.startswith("R=")))
    if target == "-":
        return status, ""
    assert "NE" in flags
    assert "L" in flags

    def fill(found: re.Match[str]) -> str:
        if found[0].startswith("\\"):
            return found[0][1:]
        return (
            query if found[0] == "%{QUERY_STRING}" else groups[int(found[1]) - 1] or ""
        )

    filled = re.sub(r"\\.|%\{QUERY_STRING\}|%([1-9])", fill, target)
    path, mark, own = filled.partition("?")
    if query and "QSD" not in flags and (not mark or "QSA" in flags):
        own = f"{own}&{query}" if mark else query
        mark = "?"
    return status, path + mark + own


# Caddy


def caddy(texts: Texts, request: str, live: frozenset[str]) -> Answer:
    path, query = split_request(request)
    values = {"{query}": query, "{path}": unquote(path), "{uri}": request}
    maps = list(_caddy_maps(texts["sitewright.caddy"]))
    for source, outputs, entries in maps:
        for number, output in enumerate(outputs):
            values[output] = _caddy_look_up(values[source], number, entries, values)
    for kind in ("query_", ""):
        if status := values[f"{{sitewright_{kind}status}}"]:
            target = values[f"{{sitewright_{kind}target}}"]
            return int(status), "" if status == "410" else target
    status = values["{sitewright_pattern_status}"]
    if not status or is_file(unquote(path), live):
        return 0, ""
    return int(status), "" if status == "410" else values["{sitewright_pattern_target}"]


def _caddy_look_up(
    value: str, number: int, entries: list[list[str]], known: Mapping[str, str]
) -> str:
    def replace(text: str) -> str:
        return re.sub(r"\{[a-z_.]+\}", lambda found: known.get(found[0], ""), text)

    default = ""
    for key, *outputs in entries:
        if key == "default":
            default = outputs[number]
        elif key.startswith("~"):
            if match := python_pattern(key[1:]).search(value):
                return _go_expand(outputs[number], match)
        elif key == value:
            return replace(outputs[number])
    return replace(default)


def _go_expand(template: str, match: re.Match[str]) -> str:
    assert not re.search(r"\$(?!\{\d+\})", template), template
    fill: Callable[[re.Match[str]], str] = lambda found: match[int(found[1])] or ""  # noqa: E731
    return re.sub(r"\$\{(\d+)\}", fill, template)


def _caddy_maps(text: str) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    assert not re.search(r"\{\$", text), "a variable of the environment"
    lines = iter(text.split("\n"))
    for line in lines:
        if not line.startswith("map "):
            continue
        _, source, *outputs, brace = line.split()
        assert brace == "{"
        entries = []
        while (line := next(lines)) != "}":
            words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line.strip())
            entries.append(
                [bare or quoted.replace('\\"', '"') for quoted, bare in words]
            )
            for key in (entries[-1][0],):
                known = r"\{(?:path|uri|query|host|method|sitewright_\w+)\}"
                assert key.startswith("~") or not re.search(known, key), key
        yield source, outputs, entries
