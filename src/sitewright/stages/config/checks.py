"""Read ``check``: how much the checks of the finished site matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.kernel.diagnostics import error, suggest
from sitewright.kernel.globs import GlobError, compile_glob
from sitewright.model.levels import LEVELS, CheckOptions, Contrast
from sitewright.yamlcore.fields import FieldReader

KEY: Final = "check"
CHECK_KEYS: Final = ("levels", "elsewhere", "classes", "contrast")


def read_checks(reader: FieldReader) -> CheckOptions:
    """Read what the settings say of checks."""
    reader.refuse_unknown(CHECK_KEYS, KEY, code="CFG001")
    return CheckOptions(
        _read_levels(reader),
        tuple(_read_elsewhere(reader)),
        tuple(_read_classes(reader)),
        _read_contrasts(reader),
    )


def _read_contrasts(reader: FieldReader) -> tuple[Contrast, ...]:
    if reader.value(KEY, "contrast") is None:
        return ()
    from sitewright.stages.config.contrast import read_contrasts

    return read_contrasts(reader)


def _read_classes(reader: FieldReader) -> Iterator[str]:
    """Read which classes no style sheet need define."""
    reader.refuse_unknown(("allow",), KEY, "classes", code="CFG001")
    for glob, span in reader.texts(KEY, "classes", "allow"):
        try:
            compile_glob(glob)
        except GlobError as bad:
            message = f"'{glob}' is no pattern for classes: {bad}"
            reader.add(error("CFG002", message, span, "write one such as 'js-*'"))
        else:
            yield glob.removeprefix(".")


def _read_elsewhere(reader: FieldReader) -> Iterator[str]:
    for glob, span in reader.texts(KEY, "elsewhere"):
        try:
            compile_glob(glob)
        except GlobError as bad:
            message = f"'{glob}' is no pattern for addresses: {bad}"
            reader.add(error("CFG002", message, span, "write one such as '/shop/**'"))
            continue
        if not glob.startswith("/"):
            message = f"'{glob}' must start with a slash"
            reader.add(error("CFG002", message, span, f"write '/{glob}'"))
        yield glob


def _read_levels(reader: FieldReader) -> dict[str, str]:
    given = reader.mapping(KEY, "levels")
    levels = {}
    for code in given:
        _refuse_unknown(reader, code)
        level = reader.text(KEY, "levels", code)
        if level not in LEVELS:
            message = f"'{code}' can be {', '.join(LEVELS)}, not '{level}'"
            place = reader.data.value_span(KEY, "levels", code)
            near = suggest(level, LEVELS)
            hint = f"did you mean '{near}'?" if near else ""
            reader.add(error("CFG002", message, place, hint))
        levels[code] = level
    return levels


def _refuse_unknown(reader: FieldReader, code: str) -> None:
    """Report what is no code of a check, and of no warning either."""
    # Who sets no level does without the texts of all codes.
    from sitewright.kernel.codes import CODES, LEVELLED

    if code in LEVELLED:
        return
    place = reader.data.key_span(KEY, "levels", code)
    near = suggest(code, sorted(LEVELLED))
    hint = f"did you mean '{near}'?" if near else "docs/diagnostics.md lists all codes"
    message = f"there is no check '{code}'"
    if code in CODES:
        message = f"the level of '{code}' cannot be changed"
        hint = "levels are for checks, and for what a build only warns of"
    reader.add(error("CFG011", message, place, hint))
