"""What can be wrong with the values of a page that has a type."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

TYP: Final = (
    Code(
        "TYP001",
        "no such type",
        "A page has a `type` that `types` in `site.yaml` does not declare, so nobody "
        "would check its values.",
        "type: artcle   # the types are 'article' and 'service'",
        "Correct the name, or declare the type; one without fields checks nothing.",
    ),
    Code(
        "TYP002",
        "value of the wrong kind",
        "The value is not of the kind that the page's type declares for its key.",
        "rating: four   # in a type with {rating: integer}",
        "Write the kind of value that the message asks for, or change the type.",
    ),
    Code(
        "TYP003",
        "value missing",
        "The page's type needs a value that is not there, or is empty. A pending page "
        "may do without until it is published.",
        "description:   # in a type with {description: {kind: text, required: true}}",
        "Write the value; if it is the same for all pages of a folder, into the data of "
        "that folder.",
    ),
    Code(
        "TYP004",
        "none of the accepted values",
        "The page's type lists the values that a key may have, and this is none of them.",
        "level: hihg   # in a type with {level: {kind: text, enum: [low, high]}}",
        "Choose one of them, or add the value to the type.",
    ),
    Code(
        "TYP005",
        "value out of bounds",
        "The value is shorter or longer, less or more than the page's type allows, or "
        "does not look as its `pattern` says; or the pattern can match in so many ways "
        "that to try them all would take for ever.",
        "description: Our work   # in a type with {kind: text, min: 70}",
        "Change the value, or the bounds in the type.",
    ),
    Code(
        "TYP006",
        "key without meaning",
        "The page's type does not declare the key. If the type is closed, that is an "
        "error; if not, keys that are very like a declared one give a warning.",
        "callToAction: {lable: Talk to us}   # the type declares 'label'",
        "Correct the spelling, or declare the key.",
        is_warning=True,
    ),
    Code(
        "TYP007",
        "reference to nothing",
        "The page's type says that the value names a page, a file, an address of this "
        "site or an entry of the navigation, and there is none of that name, or none "
        "that is published.",
        "related: ../abuot.md   # in a type with {related: page}",
        "Correct the value, or publish what it names.",
    ),
    Code(
        "TYP008",
        "accepted values that are not there",
        "`enum` names data of the site, and there are none of that name, or no values "
        "in them.",
        "tags: {kind: list, of: {kind: text, enum: topcis.tag}}",
        "Correct the name: a list of values; a mapping, for its keys; or a list of "
        "mappings and the key in them that counts.",
    ),
)
