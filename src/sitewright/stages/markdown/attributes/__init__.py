"""Attribute lists (``{.class #id key=value}``), after markdown-it-attrs 5.0.1.

The behaviour is the plugin's, oddities included, because authors' pages were
written against it; ``tests/conformance/attributes`` compares the two byte by byte.
"""

from sitewright.stages.markdown.attributes.blocks import use_attributes
from sitewright.stages.markdown.attributes.options import AttributeOptions
from sitewright.stages.markdown.attributes.remarks import (
    BareWord,
    LeftText,
    Remark,
    SingleQuote,
)

__all__ = [
    "AttributeOptions",
    "BareWord",
    "LeftText",
    "Remark",
    "SingleQuote",
    "use_attributes",
]
