"""What can be wrong with front matter."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

FM: Final = (
    Code(
        "FM001",
        "front matter never closed",
        "The file starts with `---`, and no later line closes the front matter. "
        "Publishing it would show the metadata as text.",
        "---\ntitle: About\n\nText",
        "Add a line `---` after the last field.",
    ),
    Code(
        "FM002",
        "unreadable YAML",
        "The YAML (or JSON) breaks its own rules.",
        "title: Delivery: the basics",
        "Follow the hint; most often a value needs quotes.",
    ),
    Code(
        "FM003",
        "not a mapping",
        "Front matter, `site.yaml` and the data of a folder or page must be "
        "`key: value` lines.",
        "---\njust text\n---",
        "Write fields, or remove both fences.",
    ),
    Code(
        "FM004",
        "key set twice",
        "YAML would silently keep one of the two values.",
        "title: About\ntitle: About us",
        "Remove one.",
    ),
    Code(
        "FM005",
        "unknown front matter language",
        "Front matter is YAML or JSON; TOML is not read, nor JSON without fences.",
        "+++\ntitle = 'About'\n+++",
        "Write it as YAML between `---` lines.",
    ),
    Code(
        "FM006",
        "list item is a comment",
        "An unquoted `#` starts a comment, so the item is empty.",
        "tags:\n  - #servicePromoted",
        "Put the item in quotes: `'#servicePromoted'`.",
        is_warning=True,
    ),
    Code(
        "FM007",
        "impossible value",
        "The value looks like a date or number, and there is none such.",
        "date: 2024-02-30",
        "Correct it, or put it in quotes to make it text.",
    ),
    Code(
        "FM008",
        "tag refused",
        "YAML tags that would make anything but plain values are never followed.",
        "title: !!python/name:os.system",
        "Remove the tag.",
    ),
    Code(
        "FM009",
        "too much nesting",
        "Aliases that multiply, refer to themselves, or nest too deeply.",
        "a: &a [*a]",
        "Write the values out.",
    ),
    Code(
        "FM010",
        "field of the wrong kind",
        "The value is not of the kind that the field needs.",
        "title: [About, us]",
        "Write the kind of value that the message asks for.",
    ),
    Code(
        "FM011",
        "reserved name",
        "The name belongs to Sitewright (as to Eleventy); a page cannot set it.",
        "content: Some text",
        "Give the value another name.",
    ),
    Code(
        "FM012",
        "hidden name",
        "Templates see Sitewright's own value under this name, never the page's or a "
        "data file's.",
        "toc: true",
        "Give the value another name.",
        is_warning=True,
    ),
    Code(
        "FM013",
        "not a date",
        "`date`, or the date in the file's path, cannot be understood.",
        "date: tomorrow",
        "Write it as `2025-03-21` or `2025-03-21T15:24:33Z`.",
    ),
    Code(
        "FM014",
        "key looks misspelt",
        "The key has no meaning, and is very like one that has.",
        "pendng: true",
        "Correct the spelling, or give a value of your own a less similar name.",
        is_warning=True,
    ),
    Code(
        "FM015",
        "key not understood by this version",
        "Eleventy gives the key a meaning that this version does not follow; the page "
        "would come out differently.",
        "pagination: {data: collections.all, size: 10}",
        "Follow the hint.",
    ),
    Code(
        "FM016",
        "computed values in a circle",
        "Values under `eleventyComputed` may look at one another, but not in a circle: "
        "then none of them could be first.",
        "eleventyComputed: {title: '{{ name }}', name: '{{ title }}'}",
        "Let one of them do without the others.",
    ),
    Code(
        "FM017",
        "pagination that divides nothing",
        "`pagination` needs `data`, the name of a list, mapping or collection, and "
        "`size`, how many items a page has.",
        "pagination: {data: collections.nwes, size: 10}",
        "Correct the name, or add what is missing.",
        is_warning=True,
    ),
    Code(
        "FM018",
        "paginations that need one another",
        "What divides a collection needs all pages that are in it, and its own are among "
        "them, or those of another pagination that waits for it.",
        "tags: news\npagination: {data: collections.news, size: 10}",
        "Take the tag away, or name the collection in `eleventyExcludeFromCollections`.",
    ),
    Code(
        "FM019",
        "fields that are not front matter",
        "The file begins with something that looks like front matter and is none: it has "
        "something in front of it, such as a blank line, or other marks than three "
        "hyphens. It would be published as text.",
        "\n---\ntitle: About\n---\nText",
        "Let the file begin with `---`.",
    ),
)
