"""What can keep people out of finished pages."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

A11Y: Final = (
    Code(
        "A11Y001",
        "picture without alternative text",
        "A picture has no `alt`. Who cannot see it hears the name of its file, or nothing "
        "(WCAG 1.1.1).",
        '<img src="/img/team.jpg">',
        'Say in `alt` what the picture tells; write `alt=""` if it only adorns.',
        "warning",
    ),
    Code(
        "A11Y002",
        "level of headings left out",
        "A heading is two or more levels below the one before it. Who goes through a page "
        "by its headings looks for the one between (WCAG 1.3.1).",
        "## Fees\n\n#### Expenses",
        "Give it the level after that of the heading that it belongs to. How large it is "
        "can be said with a class.",
        "warning",
    ),
    Code(
        "A11Y003",
        "no first heading, or several",
        "A page should have one heading of the first level, which says what it is.",
        "# Fees\n\n# Expenses",
        "Begin headings of the text with `##` if the layout shows the title, and let the "
        "layout show it in `<h1>`.",
        "warning",
    ),
    Code(
        "A11Y004",
        "link, button or heading without text",
        "There is nothing to read out: no text, no `aria-label`, no picture with an `alt` "
        "(WCAG 2.4.4, 4.1.2).",
        '<a href="/contact/"><svg>…</svg></a>',
        "Write a text, which may have a class that hides it from view, or an "
        "`aria-label`.",
        "warning",
    ),
    Code(
        "A11Y005",
        "links that say the same and lead elsewhere",
        "Several links of a page have a text that says nothing, such as 'read more', and "
        "lead to different places. In a list of links, nobody can tell them apart "
        "(WCAG 2.4.4).",
        "[Read more](/audit/)\n\n[Read more](/coaching/)",
        "Say where each leads: 'Read about audits'.",
        "warning",
    ),
    Code(
        "A11Y006",
        "language missing or unknown",
        "`lang` says in which language a page is to be read out. It is missing, or names a "
        "language that there is not (WCAG 3.1.1, 3.1.2).",
        '<html lang="english">',
        'Write `<html lang="en">`, or with a country, `en-GB`.',
        "warning",
    ),
    Code(
        "A11Y007",
        "form field without a label",
        "A field has no `<label>`, and none of what can stand for one: `aria-label`, "
        "`aria-labelledby`, `title`. A placeholder cannot, as it goes when somebody types "
        "(WCAG 1.3.1, 3.3.2).",
        '<input type="email" placeholder="Your address">',
        'Write `<label for="email">Your address</label>`, and give the field that id.',
        "warning",
    ),
    Code(
        "A11Y008",
        "id used twice on a finished page",
        "Two elements of a page have the same id: links lead to the first, and labels may "
        "be about the wrong one. One of them often comes from a layout.",
        '<main id="main"><h2 id="main">Main</h2></main>',
        "Give one of them another id.",
        "warning",
    ),
    Code(
        "A11Y009",
        "new window without notice",
        'A link has `target="_blank"`, and nothing in its text, `aria-label`, `title` or '
        "description says that it opens a window. Who does not see that is lost there, and "
        "'back' leads nowhere (WCAG G201).",
        '[Book a call](https://calendar.example.com/){target="_blank"}',
        "Leave out `target`, or say it: 'Book a call (opens in a new tab)'.",
        "information",
    ),
    Code(
        "A11Y010",
        "order of the keyboard overruled",
        "An element with a `tabindex` above 0 comes before all others when somebody goes "
        "through the page with the keyboard (WCAG 2.4.3).",
        '<input tabindex="2">',
        'Remove it, or write `tabindex="0"`, and put the element where it belongs.',
        "warning",
    ),
    Code(
        "A11Y011",
        "frame without a title",
        "Who hears the page is told that there is a frame, but not what is in it "
        "(WCAG 4.1.2).",
        '<iframe src="https://maps.example.net/"></iframe>',
        'Write a title: `<iframe title="Map of our office" …>`.',
        "warning",
    ),
    Code(
        "A11Y012",
        "table without headers",
        "A table of at least two rows and columns holds nothing but words, and none of its "
        "cells is a header with a text, so nobody can say what a cell is about "
        "(WCAG 1.3.1).",
        "<table><tr><td>Day</td><td>Fee</td></tr><tr><td>1</td><td>900</td></tr></table>",
        'Write `<th>`, or give a table that only arranges things `role="presentation"`.',
        "warning",
    ),
    Code(
        "A11Y013",
        "colours that are too much alike",
        "Two colours of `check.contrast` stand out from each other by less than WCAG 2.2 "
        "asks for: 4.5 to 1 for text, 3 to 1 for large text and for what is no text "
        "(1.4.3, 1.4.11). They are the custom properties that the style sheets set for the "
        "whole page, in each scheme.",
        "check:\n  contrast:\n    - {text: --muted, on: --paper}",
        "Make one of the two lighter or darker.",
        "warning",
    ),
    Code(
        "A11Y014",
        "page that cannot be enlarged",
        "The viewport forbids visitors to make the page twice as large (WCAG 1.4.4).",
        '<meta name="viewport" content="width=device-width, user-scalable=no">',
        "Remove `user-scalable` and `maximum-scale`.",
        "warning",
    ),
    Code(
        "A11Y015",
        "reference to an id that the page has not",
        "A label, or what is to name or describe an element, is about an id that is not on "
        "the page.",
        '<label for="mail">Your address</label> <input id="email">',
        "Correct the id.",
        "warning",
    ),
    Code(
        "A11Y016",
        "colour that cannot be reckoned",
        "A custom property of `check.contrast` is set by no style sheet for the whole page, "
        "or is no colour that can be reckoned: `currentcolor`, relative colours and "
        "`calc()` are not.",
        "check:\n  contrast:\n    - {text: --mutde, on: --paper}",
        "Correct its name, or write its value as a colour.",
        "warning",
    ),
    Code(
        "A11Y017",
        "same text, different places",
        "Links of one page have the same text and lead to different pages. That is fine "
        "where a heading or a list around them tells them apart, and not in a list of all "
        "links, which many people use (WCAG 2.4.9).",
        "[Fees](/audit/fees/)\n\n[Fees](/coaching/fees/)",
        "Say which: 'Fees for audits'.",
        "information",
    ),
)
