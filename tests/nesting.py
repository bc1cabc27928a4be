"""Pieces of pages whose tags are paired, and such whose are not."""

from __future__ import annotations

PAGE = (
    "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<title>T</title>\n"
    "</head>\n<body>\n<main>\n{}\n</main>\n</body>\n</html>\n"
)

SOUND = (
    '<div class="box"><p>a <b>b</b></p></div>',
    "<ul><li>a<li>b</ul><p>c<p>d<div>e</div>",
    "<ul><li>a<ul><li>b</li></ul></li></ul>",
    "<ul><li><div>a</div><li>b</ul>",
    "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
    "<table><caption>t<colgroup><col><col><thead><tr><th>a<th>b"
    "<tbody><tr><td>a<td>b<tr><td>c<td>d<tfoot><tr><td>e<td>f</table>",
    "<p><select name=a><optgroup label=x><option>a<option>b"
    "<optgroup label=y><option>c</select></p>",
    '<p>a<br>b<br/>c<img src="/a.png" alt="a" /><wbr></p><hr>',
    '<p><svg viewBox="0 0 1 1"><title>a</title><g><path d="M0 0"/>'
    '<circle r="1"></circle></g></svg></p>',
    '<svg viewBox="0 0 1 1"><foreignObject width="1" height="1"><p>a<p>b</p>'
    "</foreignObject></svg>",
    "<math><mi>a</mi><mspace/><mo>=</mo></math>",
    '<script>document.write("<div>" + "<\\/b>"); if (1<a) {}</script>',
    '<script type="text/template"><div><p></span></script>',
    '<script>document.write("<script src=x><\\/script>")</script>',
    "<script>const a = `\n<script>b()<\\/script>`</script>",
    '<p><label>T <textarea name="a"><div></textarea></label></p>',
    "<!-- a <div> <b> --><p>a</p><!----><!-- - -->",
    "<!--[if IE]><p>a<![endif]--><p>b</p>",
    """<p title="a > b < c" lang='en' class=x>a</p>""",
    """<p title='say "x"' class="it's">a</p>""",
    "<template><div><p>a</p></div></template>",
    "<p><ruby>a<rp>(<rt>b<rp>)</ruby></p>",
    "<details><summary>a</summary><p>b</p></details>",
    '<p><video controls src="/a.mp4"><a href="/a.mp4">a</a></video></p>',
    "<DIV><P>a</P></div>",
    '<a href="/"><div><p>a</p></div></a>',
    "<p>a &lt;b&gt; &amp; 1 &lt; 2</p>",
    "<noscript><p>a</p></noscript>",
    '<my-box a="b"><my-leaf></my-leaf></my-box>',
    '<iframe title="a" src="/"></iframe>',
)
"""What is nested as it should be: the Nu validator agrees (``tests/conformance``)."""

FAULTY = (
    ('<div class="box"><p>a</p>', "HTM002 div"),
    ('<section><h2>a</h2><div class="b">b</section>', "HTM002 div"),
    ("<p>a</p></div>", "HTM003 div"),
    ("<script>let a = 1;<p>a</p>", "HTM001 script"),
    ("<style>p {color: red}<p>a</p>", "HTM001 style"),
    ("<label>T <textarea name=a></label><p>a</p>", "HTM001 textarea"),
    ('<svg viewBox="0 0 1 1"><title>x</svg>', "HTM002 title"),
    ('<p><a href="/">x</p><p>y</p>', "HTM002 a"),
    ("<p><b>x</p><p>y</p>", "HTM002 b"),
    ("<p><span>x</p>", "HTM002 span"),
    ("<p>a</p><!-- b <p>c</p>", "HTM001 "),
    ("<!-- b <p>c</p><!-- d --><p>e</p>", "HTM001 "),
    ('<p><a href="/x>text</a> and <a href="/y">more</a></p>', "HTM001 a"),
    ('<p><a href="/x>text</a> and more</p>', "HTM001 a"),
    ('<p><img src="/a.png" alt="5" wide"></p>', "HTM001 img"),
    ('<p><a href="/x" text</a></p>', "HTM001 a"),
    ('<div class="a"<p>text</p></div>', "HTM001 div"),
    ("<div<p>text</p></div>", "HTM001 div"),
    ("<p><b><i>x</b></i></p>", "HTM004 i"),
    ("<p><b>x<i>y</b>z</i></p>", "HTM004 i"),
    ("<div><section>x</div></section>", "HTM004 section"),
    ("<p><ins>a</p><p>b</ins></p>", "HTM004 ins"),
    ("<div><b><p>a</b></p></div>", "HTM004 p"),
    ("<div><div><p>x</p></div></section></div>", "HTM003 section"),
    ("<p>a<div>b</div></p>", "HTM005 p"),
    ("<p>a<ul><li>b</ul></p>", "HTM005 p"),
    ("<p><span><table><tr><td>a</table></span></p>", "HTM005 p"),
    ("<p>a<p>b</p></p>", "HTM005 p"),
    ('<p><a href="/">x <a href="/y">y</a> z</a></p>', "HTM005 a"),
    ("<p><button>x <button>y</button> z</button></p>", "HTM005 button"),
    ("<h2>a<h3>b</h3></h2>", "HTM005 h2"),
    ("<form action=/a><form action=/b><button>x</button></form></form>", "HTM005 form"),
    ("<div>a</p></div>", "HTM003 p"),
    ("<p>a</br>b</p>", "HTM003 br"),
    ('<p><img src="/a.png" alt="a"></img></p>', "HTM003 img"),
    ("<ul><li>a</li></li></ul>", "HTM003 li"),
    ("<table><tr><td>a</div></td></tr></table>", "HTM003 div"),
    ('<div class="line" /><p>a</p>', "HTM002 div"),
    ('<script src="/a.js" /><p>a</p>', "HTM001 script"),
    ('<p><a id="x" />b</p>', "HTM002 a"),
    ("<table><tr><td>a</td></tr>", "HTM002 table"),
    ("<ul><li>a</li>", "HTM002 ul"),
    ('<p><svg viewBox="0 0 1 1"><path d="M0 0"/></p>', "HTM002 svg"),
    ('<p><svg viewBox="0 0 1 1"><path d="M0 0"></svg></p>', "HTM002 path"),
    ("<p><select name=a><option>a<option>b</p>", "HTM002 select"),
)
"""What is not, and all that is said of it; the Nu validator objects to each."""
