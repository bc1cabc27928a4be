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
)
