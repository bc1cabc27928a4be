"""What can be wrong with files that have a digest in their names."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

AST: Final = (
    Code(
        "AST001",
        "no such file",
        "A template asks for the name of a file that the site does not have. It knows "
        "those that are copied, and pages that `assets.fingerprint` names.",
        "{{ '/css/sit.css' | asset }}",
        "Correct the path; it counts from the home page.",
    ),
    Code(
        "AST002",
        "integrity of a plain file",
        "A template asks for the integrity of a file that keeps its name when it "
        "changes. A browser that remembers the page would then refuse the new file.",
        "{{ '/js/site.js' | integrity }}",
        "Name the file in `assets.fingerprint`, or leave its integrity out.",
    ),
    Code(
        "AST003",
        "style sheet leads to nothing",
        "A style sheet that is fingerprinted loads a file that the site does not have.",
        "background: url(../img/logo.png)",
        "Correct the address, or remove it.",
        is_warning=True,
    ),
    Code(
        "AST004",
        "style sheet is not UTF-8",
        "Addresses in this style sheet would be led to the names that files have now, "
        "but it cannot be written again without harm.",
        '@charset "iso-8859-1";',
        "Save it as UTF-8.",
        is_warning=True,
    ),
    Code(
        "AST005",
        "a name that depends on itself",
        "A page that is fingerprinted asks for its own name, or for that of a page that "
        "asks for its name; but the name is a digest of all that is in the page.",
        "{{ '/css/all.css' | asset }}   {# in content/css/all.css.jinja #}",
        "Write the plain address, which is there as well.",
    ),
)
