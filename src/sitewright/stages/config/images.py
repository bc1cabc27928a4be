"""Read ``images``: in which widths and forms pages show pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sitewright.kernel.diagnostics import Span, error, suggest
from sitewright.model.picture import Form, ImageRules
from sitewright.yamlcore.fields import FieldReader

_KEY: Final = "images"
IMAGE_KEYS: Final = ("widths", "formats", "quality", "sizes")
_FORMATS: Final = (Form.AVIF, Form.WEBP)
_LOSSY: Final = ("avif", "webp", "jpeg")
_WIDEST: Final = 10_000
_BEST: Final = 100


def read_image_rules(reader: FieldReader) -> ImageRules | None:
    """Read what is said of pictures; None if they are left alone."""
    value = reader.value(_KEY)
    if value is None or value is False:
        return None
    spans = {"": reader.data.key_span(_KEY)}
    if value is True:
        return ImageRules(spans=spans)
    plain = ImageRules()
    reader.refuse_unknown(IMAGE_KEYS, _KEY, code="CFG001")
    formats = _read_formats(reader)
    spans |= {str(form): span for form, span in formats.items()}
    return ImageRules(
        widths=_read_widths(reader) or plain.widths,
        formats=tuple(formats)
        if reader.value(_KEY, "formats") is not None
        else _FORMATS,
        quality={**plain.quality, **_read_quality(reader)},
        sizes=reader.text(_KEY, "sizes") or plain.sizes,
        spans=spans,
    )


def _read_widths(reader: FieldReader) -> tuple[int, ...]:
    value = reader.value(_KEY, "widths")
    if value is None:
        return ()
    given = value if isinstance(value, list) else [value]
    widths = {it for it in given if type(it) is int and 0 < it <= _WIDEST}
    if not given or len(widths) != len(given):
        message = f"'images.widths' must be different whole numbers from 1 to {_WIDEST}"
        place = reader.data.value_span(_KEY, "widths")
        reader.add(
            error("CFG002", message, place, "write pixels, as in [480, 960, 1440]")
        )
    return tuple(sorted(widths))


def _read_formats(reader: FieldReader) -> dict[Form, Span]:
    formats = {}
    for name, span in reader.texts(_KEY, "formats"):
        if name in _FORMATS:
            formats[Form(name)] = span
            continue
        near = suggest(name, _FORMATS)
        hint = (
            f"did you mean '{near}'?"
            if near
            else ("pictures stay in their own format as well, which need not be named")
        )
        message = f"'images.formats' must be avif or webp, not '{name}'"
        reader.add(error("CFG002", message, span, hint))
    return formats


def _read_quality(reader: FieldReader) -> Mapping[str, int]:
    reader.refuse_unknown(_LOSSY, _KEY, "quality", code="CFG001")
    found = {}
    for name in reader.mapping(_KEY, "quality"):
        quality = reader.whole(_KEY, "quality", name, default=1)
        if quality > _BEST:
            message = f"'images.quality.{name}' must be at most {_BEST}, not {quality}"
            place = reader.data.value_span(_KEY, "quality", name)
            reader.add(error("CFG002", message, place))
        found[name] = quality
    return {name: value for name, value in found.items() if name in _LOSSY}
