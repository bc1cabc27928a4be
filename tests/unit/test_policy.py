"""The policy and the other headers that are made out of what pages need."""

from __future__ import annotations

from random import Random

import pytest

from sitewright.kernel.diagnostics import Span
from sitewright.model.security import Needs, Security
from sitewright.stages.policy.blocked import find_blocked
from sitewright.stages.policy.csp import find_directives, format_policy
from sitewright.stages.policy.headers import make_headers
from sitewright.stages.policy.inserting import insert_policy

SPAN = Span("site.yaml", 3)
SELF = "'self'"
HASH, HASH2 = "'sha256-AAAA'", "'sha256-BBBB'"
OTHER = "https://x.example"


def policy(*sources, is_in_page=False, **settings):
    security = Security(SPAN, SPAN, **settings)
    found = find_directives((Needs(sources),), security)
    return format_policy(found, is_in_page=is_in_page)


def headers(*sources, features=(), url="https://www.example.com", **settings):
    needs = Needs(sources, features)
    made, _ = make_headers((needs,), Security(SPAN, SPAN, **settings), url)
    return {header.name: header.value for header in made}


def directives(text):
    return dict(part.partition(" ")[::2] for part in text.split("; "))


def test_a_site_that_loads_nothing_may_load_nothing_but_its_icon():
    assert policy() == (
        "default-src 'none'; img-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


def test_without_scripts_only_what_was_found_may_be_loaded():
    text = policy(("style-src", SELF), ("img-src", "data:"), ("frame-src", OTHER))
    assert text == (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; "
        "frame-src https://x.example; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


def test_with_scripts_the_site_itself_may_be_asked_for_anything_but_plugins():
    text = policy(("script-src", HASH), ("style-src", SELF), ("img-src", OTHER))
    assert text == (
        "default-src 'self'; script-src 'self' 'sha256-AAAA'; "
        "img-src 'self' https://x.example; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'self'"
    )


def test_handlers_and_style_attributes_are_told_from_scripts_and_styles():
    found = directives(policy(("script-src-attr", HASH), ("style-src-attr", HASH2)))
    assert found["script-src-attr"] == f"'unsafe-hashes' {HASH}"
    assert found["style-src-attr"] == f"'unsafe-hashes' {HASH2}"
    assert "script-src" not in found  # what default-src says
    assert found["default-src"] == SELF


def test_a_host_that_is_trusted_with_scripts_may_be_asked_by_them():
    found = directives(
        policy(("script-src", OTHER), ("style-src", "https://s.example"))
    )
    assert found["script-src"] == f"{SELF} {OTHER}"
    assert found["connect-src"] == f"{SELF} {OTHER}"
    assert found["font-src"] == f"{SELF} https://s.example"
    assert found["img-src"] == f"{SELF} https://s.example {OTHER}"


def test_fonts_of_google_come_from_another_host():
    found = directives(policy(("style-src", "https://fonts.googleapis.com")))
    assert "https://fonts.gstatic.com" in found["font-src"].split()


def test_the_settings_add_sources():
    found = directives(
        policy(
            ("script-src", SELF),
            sources={
                "connect-src": ("https://api.example",),
                "worker-src": ("blob:",),
                "script-src": ("'wasm-unsafe-eval'",),
                "object-src": (SELF,),
                "report-uri": ("/csp",),
                "upgrade-insecure-requests": (),
                "require-trusted-types-for": ("'script'",),
                "font-src": ("'none'",),
            },
        )
    )
    assert found == {
        "default-src": SELF,
        "script-src": "'self' 'wasm-unsafe-eval'",
        "connect-src": "'self' https://api.example",
        "font-src": "'none'",
        "object-src": SELF,
        "worker-src": "'self' blob:",
        "base-uri": "'none'",
        "form-action": SELF,
        "frame-ancestors": SELF,
        "require-trusted-types-for": "'script'",
        "upgrade-insecure-requests": "",
        "report-uri": "/csp",
    }


def test_the_settings_may_be_stricter():
    nothing = dict.fromkeys(("default-src", "form-action"), ("'none'",))
    found = directives(policy(("script-src", HASH), sources=nothing))
    assert found["default-src"] == found["form-action"] == "'none'"
    assert found["script-src"] == HASH


def test_hashes_give_way_to_styles_that_are_allowed_anywhere():
    found = directives(
        policy(
            ("style-src", HASH),
            ("style-src-attr", HASH2),
            sources={"style-src": ("'unsafe-inline'",)},
        )
    )
    assert found["style-src"] == "'unsafe-inline'"
    assert "style-src-attr" not in found


def test_the_order_of_pages_does_not_matter():
    needs = [Needs((("img-src", f"https://{n}.example"),)) for n in range(20)]
    shuffled = Random(6).sample(needs, len(needs))
    security = Security(SPAN, SPAN)
    assert format_policy(find_directives(needs, security)) == format_policy(
        find_directives(shuffled, security)
    )


def test_a_page_cannot_say_what_only_headers_say():
    text = policy(
        sources={"report-uri": ("/csp",), "sandbox": ("allow-forms",)}, is_in_page=True
    )
    assert directives(text).keys() == {
        "default-src",
        "img-src",
        "base-uri",
        "form-action",
    }


def test_all_headers_in_their_default():
    assert headers() == {
        "Content-Security-Policy": policy(),
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": (
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
            "gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), "
            "serial=(), usb=(), xr-spatial-tracking=()"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def test_all_headers_can_be_left_out():
    off = {
        "has_policy": False,
        "hsts": "",
        "has_nosniff": False,
        "referrer_policy": "",
        "permissions": None,
        "ancestors": None,
        "opener_policy": "",
    }
    assert headers(**off) == {}


def test_a_site_without_tls_does_not_ask_for_it():
    assert "Strict-Transport-Security" not in headers(url="http://localhost")


@pytest.mark.parametrize(
    ("found", "settings", "ancestors", "options"),
    [
        ((), {}, "'none'", "DENY"),
        ((("frame-src", SELF),), {}, "'self'", "SAMEORIGIN"),
        ((("script-src", SELF),), {}, "'self'", "SAMEORIGIN"),
        ((), {"ancestors": (SELF,)}, "'self'", "SAMEORIGIN"),
        ((), {"ancestors": ("'none'",)}, "'none'", "DENY"),
        ((), {"ancestors": (OTHER,)}, OTHER, None),
        ((("frame-src", SELF),), {"ancestors": (OTHER,)}, f"'self' {OTHER}", None),
        ((), {"ancestors": None}, None, None),
    ],
)
def test_who_may_show_pages_in_a_frame(found, settings, ancestors, options):
    made = headers(*found, **settings)
    said = directives(made["Content-Security-Policy"]).get("frame-ancestors")
    assert (said, made.get("X-Frame-Options")) == (ancestors, options)


def test_a_feature_that_a_frame_asks_for_is_not_taken_from_it():
    permissions = {"geolocation": ("self", OTHER), "fullscreen": ("*",), "midi": ()}
    made = headers(features=("camera", "autoplay"), permissions=permissions)
    text = made["Permissions-Policy"]
    assert "camera" not in text
    assert 'geolocation=(self "https://x.example")' in text
    assert "fullscreen=*" in text
    assert "midi=()" in text


def test_a_policy_that_only_reports():
    made = headers(only_reports=True)
    assert "Content-Security-Policy" not in made
    assert made["Content-Security-Policy-Report-Only"] == policy()


def test_what_no_policy_can_allow_is_reported_once_where_it_is_written():
    link = "javascript:" + "x" * 50
    needs = [
        Needs(blocked=(link, "javascript:y"), origin=f"content/{n}.md")
        for n in range(3)
    ]
    texts = {
        "content/0.md": "# Title",
        "content/1.md": "javascript:y",
        "templates/page.html": f"<p>\n<a href='{link}'>",
    }
    found = find_blocked(needs, Security(SPAN, SPAN), texts)
    assert [(item.code, item.span, item.notes[0].message) for item in found] == [
        ("SEC001", Span("templates/page.html", 2, 10, 61), "and on 2 more pages"),
        ("SEC001", Span("content/1.md", 1, 1, 12), "and on 2 more pages"),
    ]
    assert "javascript:xxxxx" in found[0].message
    assert len(found[0].message) < 90
    for off in ({"has_policy": False}, {"only_reports": True}):
        assert find_blocked(needs, Security(SPAN, SPAN, **off), texts) == ()


def test_the_pages_that_make_a_policy_long_are_named():
    needs = (
        Needs((("style-src", HASH),), origin="content/a.md"),
        Needs((("style-src", HASH), ("style-src", HASH2)), origin="content/b.md"),
        Needs((("img-src", SELF),), origin="content/c.md"),
    )
    made, _ = make_headers(needs, Security(SPAN, SPAN), "https://www.example.com")
    assert made[0].advice.endswith(": content/b.md (2), content/a.md (1)")


METAS = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "img-src 'self'; base-uri 'none'; form-action 'none'\">",
    '<meta name="referrer" content="strict-origin-when-cross-origin">',
)


@pytest.mark.parametrize(
    ("before", "indent", "after"),
    [
        ("<!DOCTYPE html>\n<head>\n  <meta charset=utf-8>", "  ", "\n  <title>t"),
        ("<html data-x='a>b'><HEAD class=\"a>\">", "", "<script>"),
        ("<!-- <head> --><!doctype html>\t<head>", "", "<!-- c"),
        ("<!doctype html>", "", "<title>t</title><p>no tags"),
        ("", "", "text"),
        ("", "", ""),
    ],
)
def test_the_policy_in_a_page_stands_before_all_that_it_is_about(before, indent, after):
    html, found = insert_policy(before + after, Needs(), (), Security(SPAN, SPAN))
    metas = "".join(f"\n{indent}{meta}" for meta in METAS)
    assert (html, found) == (before + metas + after, ())


def test_a_page_says_no_more_than_it_is_asked_to():
    security = Security(SPAN, SPAN, has_policy=False, referrer_policy="")
    assert insert_policy("<p>", Needs(), (), security) == ("<p>", ())
