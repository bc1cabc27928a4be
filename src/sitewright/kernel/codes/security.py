"""What can be wrong with security."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

SEC: Final = (
    Code(
        "SEC001",
        "content that the policy blocks",
        "An address that starts with `javascript:`, or a script in a `data:` address, is "
        "a script that a policy cannot allow without allowing injected ones.",
        '<a href="javascript:go()">',
        "Put the script into a file, and let it listen for clicks on a button.",
        is_warning=True,
    ),
    Code(
        "SEC002",
        "security.txt out of date",
        "The day that its `Expires` names has passed, so nobody is to trust it; under "
        "`sitewright check` that is an error.",
        "security_txt: {contact: a@example.com, expires: 2020-01-01}",
        "Look through the rest, and write a date at most a year ahead.",
    ),
    Code(
        "SEC003",
        "security.txt out of date soon",
        "The day that its `Expires` names is less than 30 days ahead.",
        "expires: tomorrow's date",
        "Look through the rest, and write a date at most a year ahead.",
        is_warning=True,
    ),
    Code(
        "SEC004",
        "security.txt where nobody looks",
        "It counts at the top of a host, and this site lives in a folder.",
        "url: https://www.example.com/docs   # with security_txt",
        "Publish it with the site at the top of the host.",
        is_warning=True,
    ),
    Code(
        "SEC005",
        "window of another host that can steer this one",
        "A link opens a page of another host in a window that knows where it comes from, "
        "and can put a page of its own there. Browsers prevent it with "
        '`target="_blank"`, unless `rel` has `opener`; not where the window has a name.',
        '<a href="https://shop.example.org/" target="shop">',
        "Add `noopener` to its `rel`.",
        "warning",
    ),
    Code(
        "SEC006",
        "script of another host that nothing checks",
        "A page runs a script of another host without `integrity`, the digest that a "
        "browser compares it with: whoever can change the script can change the page, and "
        "read what visitors write.",
        '<script src="https://cdn.example.org/slides.js"></script>',
        "Put it into the static folder; or name its digest in `integrity`, along with "
        "`crossorigin`. Where it changes under its name, and its host is trusted, set "
        "`check.levels: {SEC006: off}`.",
        "warning",
    ),
    Code(
        "SEC007",
        "loaded or sent without encryption",
        "A page of an https site loads something by `http:`, which browsers block, or has "
        "a form that sends there.",
        '<script src="http://cdn.example.org/slides.js"></script>',
        "Write `https:`, or copy the file into the static folder.",
        "error",
    ),
)
