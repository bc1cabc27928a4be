"""Render one page through its layouts."""

from __future__ import annotations

from functools import partial

from sitewright.kernel.diagnostics import Checked, Findings, Note, Span, warning
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.model.facts import Reader
from sitewright.stages.templates.budget import BudgetError
from sitewright.stages.templates.content import (
    Contents,
    describe_fault_of,
    page_variables,
)
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.extending import find_unshown

_BEGINNING = 64
_ENOUGH = 2
"""So many pages of one layout may run out of their budget; the others would, too."""

_LOOKS_AT_CONTENT = regex(r"(?s)\{[{%](?:(?!%\}|\}\}).)*?\b(?:content|raw_?[iI]nput)\b")


def render_page(
    reader: Reader, key: str, path: str, contents: Contents
) -> Checked[str]:
    """Render one page.

    Args:
        reader: Window on the facts of the site; all that the page shows is read there.
        key: The page's name.
        path: Its source path.
        contents: The content of all pages.

    Returns:
        The finished HTML, or the content alone for a page without layout; empty, with a
        finding, if a template fails.
    """
    content = contents.take(reader, key, path)
    layouts: tuple[str, ...] = reader.read(f"layout:{key}")
    if not layouts or content.fault:
        return content.html, content.findings
    html, environment = content.html, contents.environment
    said = contents.spent.get(layouts[0], [])
    if len(said) >= _ENOUGH:
        reader.read(f"template:{layouts[0]}")
        return "", (*content.findings, replace(said[-1], notes=_while(path)))
    variables = page_variables(reader, key, content.toc)
    show = partial(contents.show, reader)
    with environment.recording(reader, path, show) as rendering:
        try:
            for layout in layouts:
                language = environment.language_of(layout)
                inner = html
                variables["content"] = language.as_content(inner)
                html = language.get_template(layout).render(variables)
                if not _shows(html, inner):
                    dropped = _find_dropped(environment, reader, layout, path)
                    rendering.findings.extend(dropped)
        except Exception as fault:  # noqa: BLE001 -- templates may raise anything
            found = describe_fault_of(fault, environment, reader, variables, path)
            if isinstance(fault, BudgetError):
                contents.spent.setdefault(layouts[0], []).append(found)
            return "", (*content.findings, found)
    lost = (*rendering.findings, *find_unshown(rendering.chains, path))
    return html, tuple(dict.fromkeys((*content.findings, *lost)))


def _shows(html: str, content: str) -> bool:
    """Tell whether content is shown as it is, or there is none."""
    start = html.find(content[:_BEGINNING])  # a whole page takes long to be looked for
    if start >= 0 and html.startswith(content, start):
        return True
    return content in html or not content.strip()


def _find_dropped(
    environment: SiteEnvironment, reader: Reader, layout: str, path: str
) -> Findings:
    """Warn if neither a layout nor anything that it takes in looks at the content."""
    taken = (n.partition(":")[2] for n in reader.reads if n.startswith("template:"))
    names = {layout, *taken} & set(environment.all_texts)
    if any(_LOOKS_AT_CONTENT.search(environment.template_text(n)) for n in names):
        return ()
    return (
        warning(
            "TPL015",
            "this layout does not show the text of its pages",
            Span(environment.path_of(layout)),
            "print it where it belongs: {{ content }}, or {{ content | safe }} in "
            "Nunjucks",
            _while(path),
        ),
    )


def _while(path: str) -> tuple[Note, ...]:
    return (Note(f"while rendering {path}"),)
