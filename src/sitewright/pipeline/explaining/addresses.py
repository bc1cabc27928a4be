"""Tell about an address of the site, whatever answers there."""

from __future__ import annotations

from sitewright.model.explanation import Explanation, Row
from sitewright.pipeline.explaining.answering import Answer, Answers
from sitewright.pipeline.explaining.files import explain_file
from sitewright.pipeline.explaining.leading import Links
from sitewright.pipeline.explaining.pages import explain_page
from sitewright.pipeline.explaining.placing import tell_redirect, tell_redirects
from sitewright.pipeline.explaining.whole import Whole


def find_address(whole: Whole, answers: Answers, name: str) -> Answer | None:
    """Find what is at an address; None if the name is none, or nothing is there."""
    parts = whole.home.split(name)
    if parts is None or not (parts.prefix or parts.path.startswith("/")):
        return None
    query = parts.suffix.partition("#")[0].removeprefix("?")
    return answers.of(parts.path, query)


def explain_answer(whole: Whole, answers: Answers, answer: Answer) -> Explanation:
    """Tell about what is at an address."""
    if answer.page:
        return explain_page(whole, answers, answer.page)
    if answer.redirect:
        return _explain_redirect(whole, answers, answer)
    origin = answer.output.origin if answer.output else ""
    told = explain_file(whole, answers, origin) if origin else None
    return told or _explain_generated(whole, answers, answer)


def _explain_redirect(whole: Whole, answers: Answers, answer: Answer) -> Explanation:
    redirect = answer.redirect
    if redirect is None:
        return Explanation(answer.url, "address")
    about = [tell_redirect(redirect)]
    if redirect.target:
        end = answers.of(redirect.target.partition("#")[0].partition("?")[0])
        about.append(Row("leads to", redirect.target, None, end.name if end else ""))
    if redirect.is_pattern:
        return Explanation(redirect.source, "pattern of redirects", tuple(about))
    links = Links(whole, answers).tell_in(redirect.path)
    return Explanation(redirect.source, "redirect", tuple(about), (links,))


def _explain_generated(whole: Whole, answers: Answers, answer: Answer) -> Explanation:
    """Tell about a file that Sitewright writes by itself."""
    output = answer.output
    path = output.path if output else ""
    about = (
        Row("file", f"{whole.config.paths.output}/{path}"),
        Row("made of", output.origin)
        if output and output.origin
        else Row("made by", "Sitewright itself, as the site has none of its own"),
    )
    sections = [Links(whole, answers).tell_in(answer.url)]
    if more := tell_redirects(whole, answer.url):
        sections.append(more)
    kind = output.kind if output else "address"
    return Explanation(answer.url, kind, about, tuple(sections))
