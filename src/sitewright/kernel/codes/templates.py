"""What can be wrong with templates."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

TPL: Final = (
    Code(
        "TPL001",
        "no such layout",
        "`layout` names a template that is not in the templates folder.",
        "layout: pge.html",
        "Correct the name.",
    ),
    Code(
        "TPL003",
        "template syntax",
        "The template cannot be understood, or uses a filter, test or tag that is not "
        "there.",
        "{% if title %}…{% endfor %}",
        "Correct the line.",
    ),
    Code(
        "TPL004",
        "no such template",
        "A template extends, includes or imports one that is not there.",
        "{% include 'heder.html' %}",
        "Correct the name; it is looked up from the templates folder.",
    ),
    Code(
        "TPL005",
        "name without a value",
        "A template prints, loops over or calls a name that has no value on this page.",
        "{{ titel }}",
        "Correct the name; or test it first, or give it a default.",
    ),
    Code(
        "TPL006",
        "templates without end",
        "Templates or macros call one another in a circle.",
        "{% include 'page.html' %}   {# in page.html #}",
        "Break the circle.",
    ),
    Code(
        "TPL007",
        "forbidden in a template",
        "The template reaches into Python, or changes a value that others share.",
        "{{ ''.__class__ }}",
        "Read values only; a filter can do what is missing.",
    ),
    Code(
        "TPL008",
        "the template failed",
        "Something that the template did cannot be done.",
        "{{ 1 / 0 }}",
        "Correct the expression on that line.",
    ),
    Code(
        "TPL009",
        "template in front matter fails",
        "A permalink or a computed value is a template, and it could not be rendered. It "
        "sees the page's own values, the site's data, and what is known of `page`.",
        "permalink: /news/{{ page.fileslug }}/",
        "Correct the template; the message says what failed.",
    ),
    Code(
        "TPL010",
        "value shown",
        "A template uses the filter `log`, which is there to look at a value while "
        "something is tried out. The page is built as if it were not there.",
        "{{ title | log }}",
        "Remove the filter when you have seen enough.",
        is_warning=True,
    ),
    Code(
        "TPL011",
        "content in a circle",
        "A page shows the content of another page, which shows that of the first.",
        "{% for item in collections.all %}{{ item.content | safe }}{% endfor %}",
        "Show the content of other pages only, or show it in a layout, which is wrapped "
        "round pages when all content is there.",
    ),
    Code(
        "TPL012",
        "printed in vain",
        "`sitewright check` found a name in a Nunjucks template that has no value on any "
        "page. Nunjucks prints nothing there, so nobody sees it.",
        "<p>{{ titel }}</p>",
        "Correct the name, or say that it may be missing: `| default('')`.",
        is_warning=True,
    ),
    Code(
        "TPL013",
        "more work than a page may be",
        "The templates of one page take more steps (turns of loops, calls of macros, "
        "files taken in) or make more characters than `limits` allows. Mostly that is a "
        "loop inside a loop which was not meant. Or a regular expression can match a "
        "text in so many ways that to try them all would take for ever.",
        "{% for a in range(9999) %}{% for b in range(9999) %}.{% endfor %}{% endfor %}",
        "Loop over less; or, if it is meant, raise the limit in the settings. Write the "
        "expression so that a text can match in one way only: `a+`, not `(a+)+`.",
    ),
    Code(
        "TPL014",
        "block without a place",
        "A template extends another one and has a block that neither that nor any "
        "template further out knows, so nothing of it would be shown. Mostly its name is "
        "misspelt, here or there.",
        "{% extends 'base.html' %}{% block mian %}{{ content }}{% endblock %}",
        "Correct the name; or put the block into one that is known.",
        is_warning=True,
    ),
    Code(
        "TPL015",
        "text that is shown nowhere",
        "A layout prints `content` nowhere, so the text of its pages is lost; or a "
        "template that extends another one has text outside of its blocks.",
        "{% extends 'base.html' %}<p>Nobody reads this.</p>",
        "Print `content`; move the text into a block, or remove it.",
        is_warning=True,
    ),
)
