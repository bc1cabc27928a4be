"""Say that there is nothing of a name, and what is nearest to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from sitewright.kernel.codes import CODES
from sitewright.kernel.diagnostics import suggest
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.model.urlledger import key_of
from sitewright.pipeline.explaining.answering import Answers
from sitewright.pipeline.explaining.names import near_name
from sitewright.pipeline.explaining.settings import setting_names
from sitewright.pipeline.explaining.whole import Whole, call_page
from sitewright.stages.origins import find_value, read_name

_MOST = 3
_OF_PAGES = ("page", "content", "toc", "navigation", "pagination")
"""What templates see that is of no use without a page."""

_LIKE_CODE = regex(r"[A-Za-z]+\d+")


@frozen
class Unknown:
    """There is nothing of that name.

    Attributes:
        message: What there is not.
        near: What may be meant, the likeliest first; may be empty.
    """

    message: str
    near: tuple[str, ...] = ()


def refuse_name(whole: Whole, answers: Answers, name: str) -> Unknown:
    """Say that nothing is called so."""
    parts = whole.home.split(name)
    if parts is None and ":" in name:
        return Unknown(f"'{name}' is not an address of this site")
    if parts and (parts.prefix or name.startswith("/")):
        near = answers.near(unquote(parts.path))
        return _unknown(f"nothing is at '{name}'{_in_ledger(whole, parts.path)}", near)
    keys = read_name(name)
    every = whole.plan.pages.values() if keys else ()
    having = [page for page in every if find_value(page.data, keys)]
    if having or (keys and keys[0] in _OF_PAGES):
        pages = having or [*whole.plan.pages.values()]
        first = call_page(pages[0]) if pages else "/"
        hint = f"name a page in front of it, as in 'explain {first} {name}'"
        return Unknown(f"'{name}' is another value on each page: {hint}")
    words = (word for word in _near_words(whole, answers, name) if word != name)
    return _unknown(f"nothing is called '{name}'", words)


def refuse_value(message: str, value: str, known: Iterable[str]) -> Unknown:
    """Say that there is no value of a name, and which one may be meant."""
    return _unknown(message, (suggest(value, known),))


def _unknown(message: str, near: Iterable[str]) -> Unknown:
    return Unknown(message, tuple(dict.fromkeys(filter(None, near)))[:_MOST])


def _near_words(whole: Whole, answers: Answers, name: str) -> Iterator[str]:
    if _LIKE_CODE.fullmatch(name):
        yield suggest(name, CODES)
    sources = list(whole.sources())
    by_name = {path.rpartition("/")[2]: path for path in sources}
    yield suggest(name, sources)
    yield by_name.get(suggest(name.rpartition("/")[2], by_name), "")
    yield near_name(whole, None, name)
    yield suggest(name, setting_names())
    yield suggest(name, whole.plan.site.navigation.nodes)
    if "/" in name:
        yield from answers.near(f"/{name}")


def _in_ledger(whole: Whole, path: str) -> str:
    """Say of an address whether the site has had it."""
    ledger = whole.workspace.ledger
    for line in ledger.text.splitlines() if ledger else ():
        words = (word for word in line.split()[:2] if word.startswith("/"))
        if ledger and any(key_of(word) == key_of(path) for word in words):
            return f", which the site has had, by {ledger.path}"
    return ""
