"""What pages show of pictures: which files, in which widths, and how they are named."""

from __future__ import annotations

import re

import pytest

from sitewright.kernel.digests import digest_of_bytes
from sitewright.model.build import Kind
from sitewright.model.document import Source
from sitewright.model.picture import WRITTEN, Form, Gallery, Picture
from sitewright.pipeline.probing import plan_probes
from sitewright.stages.config import read_config
from support import CONFIG, build, report, workspace_of

LAYOUT = {"templates/page.html": "{{ content }}"}


def gallery(**pictures: tuple[Form, int, int]) -> Gallery:
    """Pictures in the content folder, by their names without an ending."""
    found = {}
    for name, (form, width, height) in pictures.items():
        path = f"content/news/{name}{form.ending}"
        found[path] = Picture(path, digest_of_bytes(path.encode()), form, width, height)
    return Gallery(found, WRITTEN)


SOME = gallery(
    wide=(Form.JPEG, 4000, 2000),
    small=(Form.PNG, 300, 200),
    line=(Form.PNG, 2000, 1),
    web=(Form.WEBP, 900, 600),
    drawing=(Form.SVG, 0, 0),
    moving=(Form.GIF, 40, 30),
)


def show(text: str, pictures: Gallery = SOME, settings: str = "images: true", **asked):
    files = {
        "site.yaml": f"{CONFIG}{settings}\n",
        "content/news/a.md": f"---\nlayout: page.html\n---\n{text}\n",
        **LAYOUT,
    }
    result = build(files, gallery=pictures, **asked)
    assert [it.code for it in result.findings if it.code != "SRC006"] == []
    page = result.files["news/a/index.html"].content.decode().strip()
    return page.removeprefix("<p>").removesuffix("</p>"), result


def masked(html: str) -> str:
    """Without the digests in names."""
    return re.sub(r"\.[0-9a-f]{10}\.immutable", "", html)


def test_a_picture_comes_in_each_format_and_width():
    html, result = show("![A wide one](wide.jpg)")
    assert masked(html) == (
        "<picture>"
        '<source srcset="/news/wide-480.avif 480w, /news/wide-960.avif 960w, '
        '/news/wide-1440.avif 1440w" sizes="100vw" type="image/avif">'
        '<source srcset="/news/wide-480.webp 480w, /news/wide-960.webp 960w, '
        '/news/wide-1440.webp 1440w" sizes="100vw" type="image/webp">'
        '<img src="/news/wide-1440.jpg" srcset="/news/wide-480.jpg 480w, '
        '/news/wide-960.jpg 960w, /news/wide-1440.jpg 1440w" sizes="100vw" '
        'width="1440" height="720" alt="A wide one" fetchpriority="high" '
        'decoding="async"></picture>'
    )
    assert all(it.path in html for it in result.variants)
    assert len(result.variants) == 9
    drawn = {it.path for it in result.outputs if it.kind is Kind.PICTURE}
    assert drawn == {it.path for it in result.variants}
    assert "news/wide.jpg" not in result.files  # nor is the file itself published


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![](small.png)", ["small-300.avif", "small-300.webp", "small-300.png"]),
        (
            "![](web.webp)",
            [f"web-{w}.{f}" for f in ("avif", "webp") for w in (480, 900)],
        ),
        ("![](/news/small.png)", ["small-300.avif", "small-300.webp", "small-300.png"]),
        ("![](drawing.svg) ![](moving.gif)", []),
        ("![](https://www.example.org/a.png)", []),
        ("![](data:image/png;base64,AAAA)", []),
        ('<img src="small.png" alt="">', []),
    ],
)
def test_what_is_made_of_a_picture(text, expected):
    _, result = show(text)
    made = [masked(it.path).removeprefix("news/") for it in result.variants]
    assert sorted(made) == sorted(expected)


def test_what_is_shown_as_it_is_is_published_beside_its_page():
    html, result = show("![A drawing](drawing.svg) ![Waves](moving.gif)")
    assert html == (
        '<img src="/news/drawing.svg" alt="A drawing" fetchpriority="high" '
        'decoding="async"> <picture><img src="/news/moving.gif" width="40" height="30" '
        'alt="Waves" loading="lazy" decoding="async"></picture>'
    )
    assert result.files["news/drawing.svg"].copied_from == "content/news/drawing.svg"
    assert result.files["news/moving.gif"].copied_from == "content/news/moving.gif"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{.wide #hill}", 'alt="" class="wide" id="hill" fetch'),
        ('{sizes="50vw"}', 'sizes="50vw" width="1440" height="720" alt="" fetch'),
        ("{width=300}", 'height="150" alt="" width="300" fetch'),
        ("{width=300}", 'sizes="(min-width: 300px) 300px, 100vw"'),
        ("{width=50%}", 'sizes="100vw" alt="" width="50%" fetch'),
        ("{height=9}", 'sizes="100vw" alt="" height="9" fetch'),
        ("{loading=lazy}", 'alt="" loading="lazy" fetch'),
        ("{fetchpriority=low}", 'fetchpriority="low" decoding="async">'),
    ],
)
def test_attribute_lists_say_more_of_a_picture(written, expected):
    html, _ = show(f"![](wide.jpg){written}")
    assert expected in html
    assert 'sizes="50vw"' not in html or html.count('sizes="50vw"') == 3


def test_only_the_first_picture_of_a_text_does_not_wait():
    html, _ = show("![](wide.jpg) ![](small.png)\n\n![](web.webp){loading=eager}")
    first, second, third = html.split("<img ")[1:]
    assert 'fetchpriority="high"' in first
    assert "loading" not in first
    assert 'loading="lazy"' in second
    assert 'loading="eager"' in third
    assert "fetchpriority" not in second + third


def test_what_an_author_writes_is_escaped():
    html, _ = show('![a "b" & <c>](wide.jpg){title="x<y"}')
    assert 'alt="a &#34;b&#34; &amp; &lt;c&gt;"' in html
    assert "<c>" not in html


def test_a_picture_is_never_made_larger_and_never_lower_than_a_pixel():
    _, result = show("![](line.png)")
    assert {(it.width, it.height) for it in result.variants} == {
        (480, 1),
        (960, 1),
        (1440, 1),
    }


def test_settings_choose_widths_formats_and_quality():
    settings = "images: {widths: [200, 100], formats: [webp], quality: {webp: 50}}"
    _, result = show("![](small.png)", settings=settings)
    assert {(it.form, it.width, it.quality) for it in result.variants} == {
        (Form.PNG, 100, 0),
        (Form.WEBP, 100, 50),
        (Form.PNG, 200, 0),
        (Form.WEBP, 200, 50),
    }


def test_a_name_says_all_that_a_file_is_made_of():
    names = {it.path for it in show("![](small.png)")[1].variants}
    other = gallery(small=(Form.PNG, 300, 200), else_=(Form.PNG, 1, 1))
    assert {it.path for it in show("![](small.png)", other)[1].variants} == names
    changed = {
        path: Picture(path, digest_of_bytes(b"other"), it.form, it.width, it.height)
        for path, it in other.pictures.items()
    }
    again = show("![](small.png)", Gallery(changed, WRITTEN))[1]
    assert not {it.path for it in again.variants} & names
    finer = show("![](small.png)", settings="images: {quality: {avif: 56}}")[1]
    kept = {it.path for it in finer.variants} & names
    assert {path.rpartition(".")[2] for path in kept} == {"webp", "png"}


def test_a_preview_shows_the_files_themselves():
    html, result = show("![x](wide.jpg)", keeps_names=True)
    assert html == (
        '<picture><img src="/news/wide.jpg" width="4000" height="2000" alt="x" '
        'fetchpriority="high" decoding="async"></picture>'
    )
    assert result.variants == ()
    assert result.files["news/wide.jpg"].copied_from == "content/news/wide.jpg"


def test_a_picture_that_no_page_shows_is_reported():
    result = show(
        "![](small.png)", gallery(small=(Form.PNG, 3, 2), old=(Form.PNG, 3, 2))
    )
    assert report(result[1], {}) == (
        "warning[SRC006]: this picture is on no page and is not published\n"
        "  --> content/news/old.png\n"
        "  = help: name it in a page, move it into the static folder, or remove it"
    )


def test_a_format_that_cannot_be_written_is_left_out_and_reported_once():
    some = Gallery(dict(SOME.pictures), (Form.WEBP, Form.JPEG, Form.PNG))
    files = {
        "site.yaml": f"{CONFIG}images:\n  formats: [avif, webp]\n",
        "content/news/a.md": "---\nlayout: page.html\n---\n![](small.png) ![](web.webp)\n",
        **LAYOUT,
    }
    result = build(files, gallery=some)
    told = [it for it in result.findings if it.code == "IMG004"]
    assert [(it.message, it.span.line, it.span.column) for it in told] == [
        ("no avif is made of pictures: this Pillow cannot write it", 4, 13)
    ]
    assert "avif" not in result.files["news/a/index.html"].content.decode()


def test_pictures_are_left_alone_if_nobody_asks():
    html, result = show("![x](wide.jpg){.a}", Gallery(), settings="")
    assert html == '<img src="wide.jpg" alt="x" class="a">'
    assert result.variants == ()


def test_browsers_may_keep_what_is_made_of_pictures():
    _, result = show("![](wide.jpg)", settings="images: true\nhosts: netlify")
    text = result.files["_headers"].content.decode()
    for ending in ("avif", "webp", "jpg", "png"):
        assert (
            f"/*.immutable.{ending}\n  Cache-Control: public, max-age=31536000" in text
        )


@pytest.mark.parametrize("ending", ["html", "njk"])
def test_templates_show_pictures(ending):
    template = (
        "{{ '/news/small.png' | picture('A \"b\"', class='x', data_a=1, eager=true) }}"
    )
    files = {
        "site.yaml": f"{CONFIG}images: {{formats: []}}\n",
        f"templates/page.{ending}": template,
        "content/a.md": f"---\nlayout: page.{ending}\n---\n",
    }
    small = gallery(small=(Form.PNG, 300, 200))
    html = build(files, gallery=small).files["a/index.html"].content.decode()
    assert masked(html) == (
        '<picture><img src="/news/small-300.png" width="300" height="200" '
        'alt="A &#34;b&#34;" class="x" data-a="1" fetchpriority="high" '
        'decoding="async"></picture>'
    )


def test_markdown_fields_and_other_pages_show_pictures():
    files = {
        "site.yaml": f"{CONFIG}images: true\n",
        "templates/page.html": "{{ lead | markdown }}",
        "templates/all.html": "{% for it in collections.all %}{{ it.content }}{% endfor %}",
        "content/news/a.md": "---\nlayout: page.html\nlead: '![A](small.png)'\n---\n",
        "content/news/b.md": "---\nlayout: page.html\nlead: x\n---\n![B](web.webp)",
        "content/index.md": "---\nlayout: all.html\n---\n",
    }
    some = gallery(small=(Form.PNG, 300, 200), web=(Form.WEBP, 900, 600))
    result = build(files, gallery=some)
    assert 'alt="A"' in (page := result.files["news/a/index.html"].content.decode())
    assert "small-300" in page
    assert "web-480" in result.files["index.html"].content.decode()
    assert len(result.variants) == 3 + 4


def test_a_site_below_a_folder_asks_for_pictures_there():
    html, _ = show("![](small.png)", base_url="https://www.example.com/sub")
    assert html.count('"/sub/news/small-300.') == 3


def test_a_live_host_is_asked_for_what_is_made_of_pictures():
    files = {
        "site.yaml": f"{CONFIG}images: true\n",
        "content/news/a.md": "---\nlayout: page.html\n---\n![](small.png)\n",
        **LAYOUT,
    }
    some = gallery(small=(Form.PNG, 300, 200))
    result = build(files, gallery=some)
    config, _ = read_config(Source("site.yaml", files["site.yaml"]))
    probes = plan_probes(workspace_of(files), result, config)
    asked = {probe.url for probe in probes}
    assert {f"/{it.path}" for it in result.variants} <= asked
    assert result.addresses.published
    assert not any(".immutable." in it.url for it in result.addresses.published)
