"""What can be wrong with the site's own Python."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

HOOK: Final = (
    Code(
        "HOOK001",
        "Python syntax",
        "`hooks.py`, or a file that it imports, is not Python.",
        "def shout(text)\n    return text.upper()",
        "Correct the line; what Python misses may be at the end of the line before.",
    ),
    Code(
        "HOOK002",
        "hooks.py failed",
        "An exception came out of `hooks.py` while it ran, before any page was made.",
        "import no_such_module",
        "Correct the line that is shown.",
    ),
    Code(
        "HOOK003",
        "no such decorator",
        "`sitewright.hooks` has nothing of that name.",
        "@hooks.filtr",
        "Correct the spelling; `docs/hooks.md` lists what there is.",
    ),
    Code(
        "HOOK004",
        "unusable name",
        "A hook has a name that templates could not write, or that means something else "
        "to them; or a processor is for something that is not the ending of a file.",
        '@hooks.filter("read-more")',
        "Choose another name; an ending starts with a dot.",
    ),
    Code(
        "HOOK005",
        "name used twice",
        "Two hooks of one kind have the same name, and one would hide the other. "
        "Functions and global values are of one kind in this, and so are shortcodes "
        "alone and in pairs.",
        '@hooks.filter("short")\ndef one(text): …\n\n@hooks.filter("short")\ndef two(text): …',
        "Give one of them another name.",
    ),
    Code(
        "HOOK006",
        "not a function for this",
        "A hook is not a function, or cannot take what it will be called with.",
        "@hooks.collection\ndef promoted(): …   # it is given the pages",
        "Let the function take what the message names.",
    ),
    Code(
        "HOOK007",
        "filter in place of Sitewright's own",
        "A filter has the name of one that Sitewright adds, which no template can reach "
        "any more. Filters of Jinja2's own may be replaced without a warning.",
        '@hooks.filter("date")',
        "Give it another name.",
        is_warning=True,
    ),
    Code(
        "HOOK008",
        "a hook failed",
        "An exception came out of a function in `hooks.py`.",
        "return 1 / 0",
        "Correct the line that is shown; the notes say what called it.",
    ),
    Code(
        "HOOK009",
        "wrong arguments",
        "A template gives a hook more, less or other arguments than it takes.",
        "{{ title | shout(tims=2) }}",
        "Give what the message names.",
    ),
    Code(
        "HOOK010",
        "unusable result",
        "A hook returned nothing where something is needed, or what Sitewright cannot "
        "keep from one build to the next, such as a set or an object; or a template "
        "prints an object that a hook returned.",
        "return {tag for page in pages.all() for tag in page['data']['tags']}",
        "Return what the message asks for.",
    ),
    Code(
        "HOOK011",
        "HTML as text",
        "A shortcode returned plain text with tags in it. Text is escaped, so visitors "
        "would see the tags.",
        "return f'<b>{text}</b>'",
        "Return `hooks.Markup('<b>{}</b>').format(text)`.",
        is_warning=True,
    ),
)
