"""Judge what a live host has answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from sitewright.kernel.diagnostics import Checked, Diagnostic, Note, error, warning
from sitewright.kernel.regexes import regex
from sitewright.model.probe import Answer, Probe, Want
from sitewright.model.redirect import GONE, PERMANENT

_TITLE: Final = regex(r"<title[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
_UNSEEN: Final = regex(
    r"<!--.*?-->|<(script|style|noscript)\b.*?</\1\s*>|<[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_MISSING: Final = 404
_FINE: Final = 200
_REDIRECTS: Final = range(300, 400)


def judge(probe: Probe, answer: Answer, home: str, own: str) -> Checked[bool]:
    """Compare what came with what was to come.

    Args:
        probe: What was asked.
        answer: What came.
        home: The address of the home page that was asked, without a slash at its end.
        own: The address of the site, as it was built.

    Returns:
        Whether the bytes of a file came just as they were built, and the findings.
    """
    if answer.problem:
        message = f"'{probe.url}' gives no answer: {answer.problem}"
        return False, (error("PUB014", message, probe.span),)
    found: Diagnostic | None
    match probe.want:
        case Want.LIVE:
            found = _judge_live(probe, answer)
        case Want.MOVED:
            found = _judge_moved(probe, answer, home, own)
        case Want.GONE:
            found = _judge_gone(probe, answer)
        case Want.MISSING:
            found = _judge_missing(probe, answer)
    file = probe.artifact
    is_same = file is not None and file.digest == answer.digest
    return is_same, (*_judge_headers(probe, answer), *((found,) if found else ()))


def _judge_live(probe: Probe, answer: Answer) -> Diagnostic | None:
    if answer.status == _FINE:
        return _compare(probe, answer)
    leads = _leads(answer)
    message = f"'{probe.url}' answers {answer.status}{leads}, not {_FINE}"
    hint = "publish again, or look at the settings of the host"
    return error("PUB010", message, probe.span, hint)


def _judge_moved(
    probe: Probe, answer: Answer, home: str, own: str
) -> Diagnostic | None:
    if answer.status == _FINE and probe.artifact:
        return _compare(probe, answer)  # a page that sends visitors on
    location = answer.headers.get("location", "")
    if answer.status not in _REDIRECTS or not location:
        message = f"'{probe.url}' answers {answer.status}, and does not lead to "
        message += f"'{probe.location}'"
        hint = "the host does not know the redirects: see docs/hosts.md"
        return error("PUB011", message, probe.span, hint)
    asked = home + "/"
    wanted = _settled(urljoin(asked, probe.location), home, own)
    found = _settled(urljoin(asked, location), home, own)
    if wanted != found:
        message = f"'{probe.url}' leads to '{location}', not to '{probe.location}'"
        return error("PUB011", message, probe.span)
    if (answer.status in PERMANENT) is not (probe.status in PERMANENT):
        message = f"'{probe.url}' leads on with {answer.status}, not {probe.status}"
        return warning("PUB011", message, probe.span)
    return None


def _judge_gone(probe: Probe, answer: Answer) -> Diagnostic | None:
    if answer.status in (_MISSING, GONE):
        return None
    message = f"'{probe.url}' is gone, and answers {answer.status}{_leads(answer)}"
    return error("PUB010", message, probe.span)


def _judge_missing(probe: Probe, answer: Answer) -> Diagnostic | None:
    if answer.status != _MISSING:
        message = f"an address that is not there answers {answer.status}"
        message += f"{_leads(answer)}, not {_MISSING}"
        hint = f"such as '{probe.url}': search engines take every such page for one"
        return error("PUB010", message, probe.span, hint)
    if probe.artifact is None or _shows_same(probe, answer):
        return None
    message = "an address that is not there does not show the site's own 404.html"
    hint = "name it in the settings of the host"
    return warning("PUB012", message, probe.span, hint)


def _judge_headers(probe: Probe, answer: Answer) -> Iterator[Diagnostic]:
    """Compare headers; what is said of many addresses is said in the same words."""
    if answer.status != _FINE:
        return
    for header in probe.headers:
        found = answer.headers.get(header.name.lower(), "")
        if found.split() != header.value.split():
            says = f"is '{found}', not '{header.value}'" if found else "does not come"
            message = f"the header '{header.name}' {says}"
            hint = "the host does not know the headers: see docs/headers.md"
            notes = (Note(f"with '{probe.url}'", probe.span),)
            yield error("PUB013", message, header.span, hint, notes)


def _compare(probe: Probe, answer: Answer) -> Diagnostic | None:
    """Compare the bytes, and if they differ, what visitors see of them."""
    file = probe.artifact
    if file is None or file.digest == answer.digest:
        return None
    if _shows_same(probe, answer):
        message = f"'{probe.url}' reads as it was built, but its HTML is another"
        hint = "the host adds to it, or it was built by other means"
        return warning("PUB012", message, probe.span, hint)
    hint = "publish again, and let no cache keep what has changed"
    title, wanted = _title(answer.html), _title(_html_of(probe))
    message = f"'{probe.url}' is not what was built"
    if title != wanted:
        message += f": its title is '{title}', not '{wanted}'"
    return error("PUB012", message, probe.span, hint)


def _shows_same(probe: Probe, answer: Answer) -> bool:
    wanted = _html_of(probe)
    if not wanted or not answer.html:
        return probe.artifact is not None and probe.artifact.digest == answer.digest
    return _words(wanted) == _words(answer.html)


def _html_of(probe: Probe) -> str:
    file = probe.artifact
    if (
        file is None
        or file.content is None
        or not file.path.endswith((".html", ".htm"))
    ):
        return ""
    return file.content.decode("utf-8", "replace")


def _title(html: str) -> str:
    found = _TITLE.search(html)
    return " ".join(unescape(found[1]).split()) if found else ""


def _words(html: str) -> list[str]:
    """Take what is to be read out of a page."""
    return unescape(_UNSEEN.sub(" ", html)).split()


def _leads(answer: Answer) -> str:
    location = answer.headers.get("location", "")
    return f" and leads to '{location}'" if location else ""


def _settled(address: str, home: str, own: str) -> tuple[str, str, str]:
    """Write an address so that two that mean the same are equal."""
    parts = urlsplit(address)
    site = f"{parts.scheme}://{parts.netloc}".lower()
    hosts = ("/".join(url.split("/")[:3]).lower() for url in (home, own))
    return "" if site in hosts else site, unquote(parts.path), unquote(parts.query)
