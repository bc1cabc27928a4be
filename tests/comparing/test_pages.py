"""What counts in a page, and what does not."""

from __future__ import annotations

import pytest

from comparing.sites import PAGE, compare_pages, told

SAME = {
    "order of attributes": ('<a href="/" rel="me">x</a>', '<a rel="me" href="/">x</a>'),
    "quotes": (
        '<a href="/a">x</a>',
        "<a href='/a'>x</a>",
    ),
    "no quotes": ('<a href="/a">x</a>', "<a href=/a>x</a>"),
    "order of classes": ('<p class="a b">x</p>', '<p class="b  a">x</p>'),
    "no class at all": ("<p>x</p>", "<p class=' '>x</p>"),
    "a class twice": ('<p class="a">x</p>', '<p class="a a">x</p>'),
    "void tags": ("<p>a<br>b<img src=x></p>", "<p>a<br/>b<img src='x' /></p>"),
    "letter case of tags": ("<p>x</p>", "<P>x</P>"),
    "entities": ("<p>é &amp; “q”</p>", "<p>&eacute; &#38; &ldquo;q&rdquo;</p>"),
    "ends of elements": ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a<li>b</ul>"),
    "implied elements": (
        "<table><tr><td>1</td></tr></table>",
        "<table><tbody><tr><td>1</table>",
    ),
    "space between blocks": ("<p>a</p><p>b</p>", "\n <p>a</p>\n\n<p>b</p> "),
    "space inside blocks": ("<p>a b</p>", "<p>\n  a\n  b\n</p>"),
    "amount of space between words": ("<p>a <b>b</b> c</p>", "<p>a  <b>b</b>\nc</p>"),
    "second space around an element": ("<p>a <b>b</b></p>", "<p>a <b> b</b> </p>"),
    "space at the edges of an element": (
        "<p>a <b>b</b> c <i><b>d</b></i> e</p>",
        "<p>a<b> b </b>c<i><b> d </b></i>e</p>",
    ),
    "space around a line break": ("<p>a<br>b</p>", "<p>a <br>\n b</p>"),
    "space around a script": (
        "<p>a</p><script>x()</script><p>b</p>",
        "<p>a</p> <script> x() </script> <p>b</p>",
    ),
    "space in a drawing": (
        '<svg><g><path d="M0 0"/></g></svg>',
        '<svg>\n <g>\n  <path d="M0 0"></path></g> </svg>',
    ),
    "space in a template": (
        "<template><p>a</p></template>",
        "<template>\n<p> a </p>\n</template>",
    ),
    "flags": ("<input disabled>", '<input disabled="disabled">'),
    "space in addresses": ('<a href="/a">x</a>', '<a href=" /a ">x</a>'),
    "first line end of pre": ("<pre>a</pre>", "<pre>\na</pre>"),
    "ends of lines": ("<pre>a\nb</pre>", "<pre>a\r\nb</pre>"),
}


@pytest.mark.parametrize("sides", SAME.values(), ids=SAME)
def test_how_it_is_written_does_not_count(sides):
    old, new = map(PAGE.format, sides)
    assert old != new
    assert told(compare_pages(old, new)) == []
    assert compare_pages(old, new).same == 1


HEADS = {
    "order": (
        "<title>T</title><meta name=a content=1><link rel=canonical href=/>",
        "<link rel=canonical href=/><meta name=a content=1><title>T</title>",
    ),
    "data": (
        '<script type="application/ld+json">{"a": [1, 2], "b": {}}</script>',
        '<script type="application/ld+json">\n{"b":{},\n"a":[1,2]}</script>',
    ),
    "spaces": (
        '<title>A b</title><meta name=d content="a b">',
        '<title>\n A\n b </title>\n\n<meta name=d content="a\n  b">',
    ),
}


@pytest.mark.parametrize("sides", HEADS.values(), ids=HEADS)
def test_how_a_head_is_written_does_not_count(sides):
    page = "<!doctype html><html><head>{}</head><body>x</body></html>"
    assert told(compare_pages(*map(page.format, sides))) == []


def test_the_order_of_style_sheets_counts():
    page = "<!doctype html><head>{}</head>"
    sheets = "<link rel=stylesheet href=a.css>", "<link rel=stylesheet href=b.css>"
    old, new = page.format("".join(sheets)), page.format("".join(sheets[::-1]))
    ((kind, what, *_),) = told(compare_pages(old, new))
    assert (kind, what) == ("element", "link stylesheet moved")


MAIN = (
    "<main><h1 id=top>Title</h1><p class='a b'>One two <b>three</b> four.</p>"
    "<p>Five <a href=/x/>six</a>.</p><img src=i.png alt=Us><ul><li>A</li><li>B</li>"
    "<li>C</li></ul><pre>x  y</pre></main>"
)
EDITS = [
    ("Title</h1>", "Titles</h1>", ("text", "changed in <h1>", "Title", "Titles")),
    ("two ", "2 ", ("text", "changed in <p>", "two", "2")),
    (
        "three</b> four",
        "three</b>four",
        ("text", "changed in <p>", "three four.", "threefour."),
    ),
    ("x  y", "x y", ("text", "changed in <pre>", "  ", " ")),
    (" b'>", "'>", ("class", "lost from <p>", "b", "")),
    ("class='a b'", "class='a c'", ("class", "changed on <p>", "b", "c")),
    ("id=top", "id=start", ("id", "changed on <h1>", "top", "start")),
    (" id=top", "", ("id", "lost from <h1>", "top", "")),
    ("href=/x/", "href=/y/", ("link", "href of <a> changed", "/x/", "/y/")),
    ("src=i.png", "src=j.png", ("link", "src of <img> changed", "i.png", "j.png")),
    ("alt=Us", "alt=We", ("attribute", "alt of <img> changed", "Us", "We")),
    (" alt=Us", "", ("attribute", "alt of <img> lost", "Us", "")),
    (
        "<img src=i.png alt=Us>",
        "",
        ("element", "<img> lost", '<img src="i.png" alt="Us">', ""),
    ),
    (
        "h1",
        "h2",
        ("element", "<h1> became <h2>", '<h1 id="top">Title', '<h2 id="top">Title'),
    ),
    (
        "<li>A</li><li>B</li>",
        "<li>B</li><li>A</li>",
        ("element", "<li> moved", "<li>B", "<li>B"),
    ),
    ("<li>B</li>", "", ("element", "<li> lost", "<li>B", "")),
    ("<li>B</li>", "<li>B</li><li>D</li>", ("element", "<li> added", "", "<li>D")),
    ("<b>three</b>", "three", ("element", "<b> no longer in <b>", "<b>", "")),
    ("two ", "<i>two</i> ", ("element", "<p> now in <i>", "", "<i>")),
    ("<b>three</b> ", "", ("element", "<b> lost", "<b>three", "")),
    (
        "<main>",
        "<main><!-- note -->",
        ("comment", "comment added", "", "<!-- note -->"),
    ),
]


@pytest.mark.parametrize(("old", "new", "wanted"), EDITS, ids=lambda x: str(x)[:30])
def test_each_edit_is_one_difference(old, new, wanted):
    page, other = PAGE.format(MAIN), PAGE.format(MAIN.replace(old, new))
    assert told(compare_pages(page, other)) == [wanted]


def test_an_element_around_much_is_one_difference():
    old = PAGE.format("<p>a</p><p>b</p><p>c</p><p>d</p>")
    new = PAGE.format("<p>a</p><div class=box><p>b</p><p>c</p></div><p>d</p>")
    ((kind, what, *_),) = told(compare_pages(old, new))
    assert (kind, what) == ("element", "<body> now in <div>")
    ((kind, what, *_),) = told(compare_pages(new, old))
    assert (kind, what) == ("element", "<div> no longer in <div>")


def test_what_is_inside_of_a_new_element_is_compared_all_the_same():
    old = PAGE.format("<p>a</p><p>b</p><p>c</p>")
    new = PAGE.format("<p>a</p><div><p>b</p><p class=x>c</p></div>")
    assert [item[:2] for item in told(compare_pages(old, new))] == [
        ("element", "<body> now in <div>"),
        ("class", "added on <p>"),
    ]


def test_an_inserted_paragraph_blames_no_other_one():
    texts = [f"<p>Paragraph {number} says something.</p>" for number in range(50)]
    new = [*texts[:20], "<p>This one is new.</p>", *texts[20:]]
    assert told(
        compare_pages(PAGE.format("".join(texts)), PAGE.format("".join(new)))
    ) == [("element", "<p> added", "", "<p>This one is new.")]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("class=a", "class='a b'", ("class", "added on <li>")),
        ("Post", "Article", ("text", "changed in <a>")),
    ],
)
def test_in_a_long_list_that_changed_throughout_one_lost_entry_is_seen(
    old, new, wanted
):
    entries = [
        f"<li class=a><a href=/{n}/>Post number {n}</a> of 2024</li>"
        for n in range(150)
    ]
    changed = [entry.replace(old, new) for entry in entries]
    del changed[70]
    sides = ("".join(entries), "".join(changed))
    found = told(compare_pages(*(PAGE.format(f"<ul>{side}</ul>") for side in sides)))
    assert [item[:2] for item in found if item[0] != "element"] == [wanted]
    assert [item[1:3] for item in found if item[0] == "element"] == [
        ("<li> lost", '<li class="a">Post number 70 of 2024')
    ]


def test_data_are_compared_by_value():
    page = (
        '<!doctype html><title>T</title><script type="application/ld+json">{}</script>'
    )
    old = page.replace("{}", '{"items": [{"name": "A"}, {"name": "B"}], "n": 1}')
    new = page.replace("{}", '{"n": true, "items": [{"name": "A"}, {"name": "C"}]}')
    assert told(compare_pages(old, new)) == [
        ("data", "items[1].name changed", '"B"', '"C"'),
        ("data", "n changed", "1", "true"),
    ]


def test_white_space_inside_of_a_script_counts():
    old, new = (
        PAGE.format("<script>'a  b'</script>"),
        PAGE.format("<script>'a b'</script>"),
    )
    assert told(compare_pages(old, new)) == [("text", "changed in <script>", "  ", " ")]


def test_a_page_without_doctype_is_another_page():
    ((kind, what, *_),) = told(compare_pages("<!doctype html><p>a</p>", "<p>a</p>"))
    assert (kind, what) == ("element", "doctype lost")


def test_both_places_are_told():
    old = "<!doctype html>\n<title>T</title>\n<p>\n one\n two\n</p>\n<p id='a'>x</p>"
    new = (
        "<!doctype html>\n\n<title>T</title>\n\n<p>one 2</p>\n<p class=c\n id='b'>x</p>"
    )
    groups = compare_pages(old, new).groups
    places = [
        (
            str(group.difference.aspect),
            one.old.line,
            one.old.column,
            one.new.line,
            one.new.column,
        )
        for group in groups
        for one in group.sightings
    ]
    assert places == [
        ("text", 5, 2, 5, 8),
        ("class", 7, 1, 6, 4),
        ("id", 7, 4, 7, 2),
    ]


def test_places_are_right_in_spite_of_what_looks_like_tags():
    top = (
        "<!doctype html>\n<title>a <b> c</title>\n<!-- <p> -->\n"
        "<script>'<p>'</script>\n"
        "<textarea><p></textarea>\n<p title='<p>'>q</p>\n"
        "<script>// a <b isn't</script>\n"
    )
    ((kind, *_),) = told(compare_pages(top + "<p>x</p>", top + "<p>y</p>"))
    (group,) = compare_pages(top + "<p>x</p>", top + "<p>y</p>").groups
    assert kind == "text"
    assert (group.sightings[0].old.line, group.sightings[0].old.column) == (8, 4)


def test_the_same_difference_on_many_pages_is_told_once():
    old = {
        f"{n}/index.html": PAGE.format(f"<p>{n}</p><footer>2024</footer>")
        for n in range(9)
    }
    new = {path: text.replace("2024", "2025") for path, text in old.items()}
    from comparing.sites import compare

    (group,) = compare(old, new).groups
    assert len(group.urls) == len(group.sightings) == 9
    assert group.sightings[3].url == "/3/"
