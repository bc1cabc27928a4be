"""Turn addresses as others wrote them into addresses of this site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, warning
from sitewright.kernel.urls import (
    base_path_of,
    has_file_ending,
    output_path_of,
    path_problem,
    url_of,
)
from sitewright.model.document import Source
from sitewright.model.urlledger import UrlLedger
from sitewright.stages.urlledger.lasting import is_lasting
from sitewright.stages.urlledger.lines import (
    FIRST,
    read_ledger,
    shortened,
    written_problem,
)
from sitewright.stages.urlledger.sitemaps import Found

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def read_lines(source: Source) -> Checked[tuple[Found, ...]]:
    """Read a text file with an address on each line; ``#`` starts a comment.

    A ledger is understood, too.
    """
    if source.text.startswith(FIRST):
        ledger, findings = read_ledger(source)
        return _found_in(ledger), findings
    found = []
    for number, line in enumerate(source.text.split("\n"), 1):
        text = line.strip()
        if text and not text.startswith("#"):
            place = Span(source.path, number, line.index(text) + 1, len(text))
            found.append(Found(text, place))
    return tuple(found), ()


def _found_in(ledger: UrlLedger) -> tuple[Found, ...]:
    return tuple(Found(entry.url, entry.span, True) for entry in ledger.entries)


def own_urls(
    found: Iterable[Found], home: str, hosts: Iterable[str] = ()
) -> Checked[tuple[str, ...]]:
    """Make addresses of other tools into URLs of this site.

    What only pages load, such as style sheets, is passed over.

    Args:
        found: The addresses.
        home: The site's address.
        hosts: Other names that the site had.

    Returns:
        The URLs, each once, and a warning for each address that is none of the site's.
    """
    own = {_host(home), *(host.lower() for host in hosts)}
    base = base_path_of(home)
    urls: dict[str, None] = {}
    findings: list[Diagnostic] = []
    for item in found:
        url, problem = item.text, path_problem(item.text)
        if not item.is_exact:
            path, problem = _path_of(item.text, own, base)
            problem = problem or ("it has a query" if "?" in path else "")
            problem = problem or written_problem(path)
            url = "" if problem else _in_one_form(path)
        if problem:
            what = f"'{shortened(item.text)}' is left out: {shortened(problem)}"
            findings.append(warning("URL016", what, item.span, _hint(problem)))
        elif is_lasting(url):
            urls[url] = None
    return tuple(urls), tuple(findings)


def _path_of(text: str, own: set[str], base: str) -> tuple[str, str]:
    """Take the path out of an address, and say why it is none of this site's."""
    text = text.partition("#")[0]
    if text.startswith("/") and not text.startswith("//"):
        return text, ""
    try:
        parts = urlsplit(text)
        host = _name(parts)
    except ValueError:
        return "", "it is no address"
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return "", "it is neither a path nor a full address"
    if host not in own:
        return "", f"it is on another host, '{host}'"
    path = parts.path or "/"
    if base and path != base and not path.startswith(f"{base}/"):
        return "", f"it is not below '{base}/'"
    path = path.removeprefix(base) or "/"
    return path + (f"?{parts.query}" if parts.query else ""), ""


def _in_one_form(path: str) -> str:
    """Undo the encoding, add the last slash, leave ``index.html`` out."""
    url = unquote(path)
    if not url.endswith("/") and not has_file_ending(url):
        url += "/"
    return url_of(output_path_of(url))


def _host(home: str) -> str:
    return _name(urlsplit(home))


def _name(parts: SplitResult) -> str:
    """Name a host, with its port if that is not the usual one."""
    host = (parts.hostname or "").lower()
    is_usual = parts.port in (None, _DEFAULT_PORTS.get(parts.scheme))
    return host if is_usual else f"{host}:{parts.port}"


def _hint(problem: str) -> str:
    if "another host" in problem:
        return "if that was this site's name once, import again with --host"
    if "has a query" in problem:
        return "if visitors still come by it, add it to 'redirects' in the settings"
    return ""
