"""Write the page behind an old address, for hosts that know no redirects."""

from __future__ import annotations

from sitewright.kernel.escaping import escape
from sitewright.kernel.urls import absolute_url, base_path_of, encode_path
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect
from sitewright.stages.redirects.addresses import is_full, split_target


def render_stub(redirect: Redirect, config: SiteConfig) -> str:
    """Write the page that sends visitors of an old address on.

    It works on any static host: a refresh for browsers, a canonical link for search
    engines, and a real link for everybody else.
    """
    path, suffix = split_target(redirect.target)
    if is_full(path):
        link = full = escape(redirect.target)
    else:
        link = escape(base_path_of(config.url) + encode_path(path) + suffix)
        full = escape(absolute_url(config.url, path) + suffix)
    return (
        "<!doctype html>\n"
        f'<html lang="{escape(config.language)}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        "<title>This page has moved</title>\n"
        f'<link rel="canonical" href="{full}">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width">\n'
        "</head>\n"
        "<body>\n"
        "<h1>This page has moved</h1>\n"
        f'<p>It is now at <a href="{link}">{full}</a>.</p>\n'
        "</body>\n"
        "</html>\n"
    )
