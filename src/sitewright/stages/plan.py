"""Decide every file of the site before any is made, and find the clashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from posixpath import splitext
from typing import Final
from unicodedata import is_normalized, normalize

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Note,
    Span,
    error,
    warning,
)
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import (
    clash_key,
    is_portable,
    output_path_of,
    path_problem,
    url_of,
)
from sitewright.model.build import Asset, Kind, Output
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect

_NUMBER = "{{ pagination.pageNumber }}"
_SLUG = "{{ page.fileSlug }}"
_LEFT_BEHIND: Final = regex(
    r"(?i:.*(?:~|\.(?:bak|old|orig|rej|sw[op]|tmp|pem|p12|pfx|jks|kdbx))"
    r"|thumbs\.db|desktop\.ini|id_(?:rsa|dsa|ecdsa|ed25519))"
)
"""Names of what editors and systems leave behind, and of keys."""

_SHOWN = 4


def plan_outputs(
    pages: tuple[Page, ...],
    redirects: tuple[Redirect, ...],
    assets: tuple[Asset, ...],
    generated: tuple[str, ...],
) -> Checked[tuple[Output, ...]]:
    """Plan the files of the site.

    Args:
        pages: All published pages.
        redirects: All redirects.
        assets: All files to copy.
        generated: Output paths that Sitewright fills (sitemap, feed, robots). A page or
            an asset at the same path takes its place.

    Returns:
        The outputs sorted by path, each path once, and a finding for every clash.
    """
    alike = _group_alike(pages)
    wanted = [
        *(
            Output(page.output_path, Kind.PAGE, page.path, page.url_span)
            for page, *_ in alike
        ),
        *(
            Output(asset.output_path, Kind.ASSET, asset.path, Span(asset.path))
            for asset in assets
        ),
    ]
    own = {output.path for output in wanted}
    wanted += [Output(path, Kind.GENERATED) for path in generated if path not in own]
    wanted += [
        Output(output_path_of(item.source), Kind.REDIRECT, item.page, item.span)
        for item in redirects
    ]
    taken, findings = _by_place(wanted)
    findings += _find_files_in_the_way(taken)
    findings += [_alike(group) for group in alike if len(group) > 1]
    findings += _find_awkward(taken.values())
    findings += _find_left_behind(taken.values())
    outputs = sorted(taken.values(), key=lambda output: output.path)
    return tuple(outputs), tuple(findings)


def _find_awkward(outputs: Iterable[Output]) -> Iterator[Diagnostic]:
    """Report names that Windows cannot have, or that nobody types."""
    fine: set[str] = set()
    for output in outputs:
        for name in output.path.split("/"):
            if name in fine:
                continue
            problem = _name_problem(name)
            if not problem:
                fine.add(name)
            elif not path_problem(url_of(output.path)):  # which is an error already
                span, notes = output.span, tuple[Note, ...]()
                if span and output.kind is Kind.PAGE:
                    span, notes = _where(output.origin, span)
                code, message, hint = problem
                yield warning(code, message, span, hint, notes)


def _name_problem(name: str) -> tuple[str, str, str] | None:
    """Give the code, message and hint about the name of a file or folder."""
    if not is_portable(name):
        message = f"Windows cannot have a file or folder called '{name}'"
        hint = "rename it, if the site is ever to be built or served there"
        return "URL006", message, hint
    if not is_normalized("NFC", name):
        usual = normalize("NFC", name)
        apart = name.encode("ascii", "backslashreplace").decode()
        message = f"the name '{usual}' is written with its accents apart: '{apart}'"
        return "URL007", message, "rename it: that is not what people and links type"
    return None


def _find_left_behind(outputs: Iterable[Output]) -> Iterator[Diagnostic]:
    """Report files to copy that hardly anybody means to publish."""
    for output in outputs:
        name = output.path.rpartition("/")[2]
        if output.kind is Kind.ASSET and _LEFT_BEHIND.fullmatch(name):
            yield warning(
                "SRC013",
                "visitors can read this file, which hardly seems to be meant for them",
                Span(output.origin),
                "move it away; if visitors shall have it, give it another name",
            )


def _group_alike(pages: Iterable[Page]) -> list[list[Page]]:
    """Put pages together that one source makes, and that have the same address."""
    groups: dict[tuple[str, str], list[Page]] = {}
    for page in pages:
        if page.output_path:
            groups.setdefault((page.path, page.output_path), []).append(page)
    return list(groups.values())


def _alike(pages: Sequence[Page]) -> Diagnostic:
    """Report pages of one pagination that have the same address."""
    first = pages[0]
    numbers = [str(int(page.key[len(page.path) + 1 :] or 0) + 1) for page in pages]
    if len(numbers) > _SHOWN:
        numbers[_SHOWN - 1 :] = [f"{len(numbers) - _SHOWN + 1} more"]
    named = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    span, notes = _where(first.path, first.url_span)
    stem, ending = splitext(first.url)
    varied = f"{stem}-{_NUMBER}{ending}" if ending else f"{stem.rstrip('/')}/{_NUMBER}/"
    return error(
        "URL003",
        f"pages {named} of this pagination have the same address, '{first.url}'",
        span,
        f'write an address of its own for each, such as permalink: "{varied}"',
        notes,
    )


def _by_place(
    wanted: Iterable[Output],
) -> tuple[dict[str, Output], list[Diagnostic]]:
    """Give each place to the first that wants it; report the others."""
    taken: dict[str, Output] = {}
    findings = []
    in_line: dict[str, list[Output]] = {}
    for output in wanted:
        key = clash_key(output.path)
        if key not in taken:
            taken[key] = output
        elif _is_one_line(taken[key], output):
            in_line.setdefault(key, [taken[key]]).append(output)
        else:
            findings.append(_clash(taken[key], output))
    return taken, [*findings, *map(_clash_of_one_line, in_line.values())]


def _is_one_line(first: Output, second: Output) -> bool:
    """Tell whether one place gives two sources one address, such as a folder's data."""
    return (
        first.path == second.path
        and first.span == second.span
        and first.span is not None
        and first.span.path not in (first.origin, second.origin)
        and first.kind is second.kind is Kind.PAGE
    )


def _clash_of_one_line(outputs: Sequence[Output]) -> Diagnostic:
    """Report all sources to which one place gives the same address."""
    first, second, *others = outputs
    url = url_of(first.path)
    notes = [
        Note("one page is here", Span(first.origin)),
        Note("another is here", Span(second.origin)),
    ]
    if others:
        notes.append(Note(f"and {len(others)} more"))
    stem, ending = splitext(url)
    varied = f"{stem.rstrip('/')}/{_SLUG}{ending or '/'}"
    return error(
        "URL003",
        f"{len(outputs) if others else 'two'} sources want the address '{url}'",
        first.span,
        f'write an address of its own for each, such as permalink: "{varied}"',
        tuple(notes),
    )


def _clash(first: Output, second: Output) -> Diagnostic:
    url = url_of(second.path)
    notes: tuple[Note, ...] = ()
    if first.span:
        here, told = _where(first.origin, first.span)
        notes = (Note(f"the {first.kind} is here", here), *told)
    span = second.span
    if second.span and second.kind is Kind.PAGE:
        span, told = _where(second.origin, second.span)
        notes = tuple(dict.fromkeys((*notes, *told)))
    if first.path != second.path:
        other = url_of(first.path)
        is_case = normalize("NFC", url) != normalize("NFC", other)
        return error(
            "URL004",
            f"'{url}' and '{other}' differ only in letter case"
            if is_case
            else f"two addresses are '{url}', in different Unicode forms",
            span,
            "some hosts and computers take them for one file; rename one",
            notes,
        )
    return error(
        "URL003",
        f"two sources want the address '{url}'",
        span,
        "give one of them another 'permalink' or name",
        notes,
    )


def _where(origin: str, span: Span) -> tuple[Span, tuple[Note, ...]]:
    """Point at the source whose address it is.

    An address that is decided in another file, such as data of a folder, may be that of
    many pages: then the source is named, and a note says where the address stands.
    """
    if span.path == origin:
        return span, ()
    return Span(origin), (Note("the address is decided here", span),)


def _find_files_in_the_way(taken: Mapping[str, Output]) -> list[Diagnostic]:
    """Report each file that stands where another needs a folder."""
    findings = []
    for key, output in taken.items():
        end = key.find("/")
        while end != -1:
            if file := taken.get(key[:end]):
                findings.append(
                    error(
                        "URL005",
                        f"'/{file.path}' would have to be a file and a folder",
                        output.span,
                        "give one of them another address",
                        (Note("the file is here", file.span),) if file.span else (),
                    )
                )
            end = key.find("/", end + 1)
    return findings
