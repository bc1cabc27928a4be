"""Characters that HTML and XML reserve, escaped as markdown-it escapes them."""

from __future__ import annotations


def escape(text: str) -> str:
    """Escape text for HTML and XML, in values between double quotes, too."""
    return escape_marks(text.replace("&", "&amp;").replace("<", "&lt;"))


def escape_marks(text: str) -> str:
    """Escape text that has neither ``&`` nor ``<``."""
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def unescape(html: str) -> str:
    """Give back what was escaped."""
    if "&" not in html:
        return html
    text = html.replace("&quot;", '"').replace("&gt;", ">").replace("&lt;", "<")
    return text.replace("&amp;", "&")
