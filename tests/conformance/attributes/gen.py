#!/usr/bin/env python3
"""Seeded random generator of Markdown documents rich in curly attribute lists.

usage: gen.py [-n 2000] [--seed 1] [--profile wild|site|lists|tables|inline] > docs.jsonl
Each line is {"id": "<profile>-<seed>-<k>", "src": "..."}.  Document k depends only on (seed, profile, k),
so a single failing document can be made again with --only k.

site   well-formed lists in the places the seed page uses them (headings, paragraphs, links, hr, own line)
wild   everything, including unbalanced, escaped, nested and quoted braces
lists / tables / inline   the same pieces as wild, with the weight on one construct
"""

import argparse
import json
import random
import sys

WORDS = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "team",
    "users",
    "needs",
    "value",
    "review",
    "plan",
    "scope",
    "risk",
    "cost",
    "client",
    "service",
    "don't",
    "it's",
    "e.g.",
    "café",
    "naïve",
    "中文",
    "😀",
    "A&B",
    "5>3",
    "x<y",
    "1.",
    "10)",
    "2*3",
    "snake_case",
    "a__b__c",
    '"q"',
    "'q'",
    "C:\\dir",
]
PLAIN = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "team",
    "users",
    "needs",
    "value",
    "review",
    "plan",
    "scope",
    "risk",
    "cost",
    "client",
    "service",
]
CLASSES = [
    "a",
    "b",
    "red",
    "text-center",
    "larger",
    "margin-block-lg",
    "m:x",
    "w-1/2",
    "_u",
    "-n",
    "9",
    "été",
    "a.b",
    "A",
]
KEYS = [
    "rel",
    "target",
    "data-x",
    "title",
    "width",
    "lang",
    "hidden",
    "style",
    "aria-label",
    "colspan",
    "rowspan",
    "onclick",
    "href",
    "src",
    "class",
    "id",
    "x:y",
    "@k",
]


class G:
    def __init__(self, r, prof):
        self.r, self.p, self.site = r, prof, prof == "site"

    def pick(self, xs):
        return self.r.choice(xs)

    def ch(self, p):
        return self.r.random() < p

    def words(self, lo=1, hi=8):
        return " ".join(
            self.pick(PLAIN if self.site else WORDS)
            for _ in range(self.r.randint(lo, hi))
        )

    # ---- attribute lists
    def item(self):  # noqa: PLR0911 -- a list of chances
        k = self.r.random()
        if k < 0.50:
            return "." + self.pick(CLASSES[:6] if self.site else CLASSES)
        if k < 0.62:
            return "#" + self.pick(
                ["id1", "x-y", "sec_2"] + ([] if self.site else ["\u00fc", "#h", "a.b"])
            )
        if self.site:
            return '{}="{}"'.format(
                self.pick(["rel", "target", "title", "data-x"]),
                self.pick(["noopener nofollow ugc", "_blank", "v", ""]),
            )
        if k < 0.72:
            return "{}={}".format(
                self.pick(KEYS),
                self.pick(
                    [
                        "v",
                        "2",
                        "3",
                        "_blank",
                        "a-b",
                        "",
                        "x=y",
                        "/p/q",
                        "'s'",
                        "a.b",
                        "javascript:alert(1)",
                    ]
                ),
            )
        if k < 0.86:
            return '{}="{}"'.format(
                self.pick(KEYS),
                self.pick(
                    [
                        "two words",
                        "",
                        "}",
                        "{x}",
                        'a\\"b',
                        "it's",
                        "<b>",
                        "&amp;",
                        "a=b",
                        "noopener nofollow ugc",
                        "  pad ",
                        "*s*",
                        "_u_",
                        "`c`",
                        "\u00e9",
                    ]
                ),
            )
        if k < 0.90:
            return "{}='{}'".format(self.pick(KEYS), self.pick(["v", "two words", "}"]))
        if k < 0.94:
            return self.pick(
                ["bare", "hidden", "..mod", "..", ".", "#", "=", "=v", "%c%", "1"]
            )
        return self.pick(
            [
                ".a.b",
                ".a#b",
                "#a.b",
                ".a,.b",
                ".a;",
                '"q"',
                'a="b"c',
                ".<x>",
                "&lt;",
                "\\.a",
                'a"b',
                "/x",
                ">",
                "\t.t",
            ]
        )

    def body(self):
        n = (
            self.pick([1, 1, 1, 2, 2, 3])
            if self.site
            else self.pick([0, 1, 1, 1, 1, 2, 2, 3, 4])
        )

        def sep():
            return (
                " "
                if (self.site or self.ch(0.85))
                else self.pick(["  ", "   ", "\t", ""])
            )

        s = "".join((sep() if i else "") + self.item() for i in range(n))
        if self.ch(0.25):
            s = s + " "
        if self.ch(0.12):
            s = " " + s
        return s

    def al(self):
        """one attribute list, now and then malformed"""
        b = self.body()
        if self.site or self.ch(0.86):
            return "{" + b + "}"
        return self.pick(
            [
                "{" + b,
                b + "}",
                "{{" + b + "}}",
                "{{" + b + "}",
                "{" + b + "}}",
                "\\{" + b + "}",
                "{" + b + "\\}",
                "\\{" + b + "\\}",
                "{}",
                "{ }",
                "{.}",
                "{#}",
                "{" + b + "}{" + self.body() + "}",
                "{" + b + "} {" + self.body() + "}",
                "{" + b + "\n" + self.body() + "}",
                "{" + b + " {" + self.body() + "} }",
                "{%" + b + "%}",
                "{:" + b + "}",
                "${" + b + "}",
                "&#123;" + b + "}",
            ]
        )

    def end(self, p=0.7):
        """attribute list at a block's end, odd spacing before and after"""
        if not self.ch(p):
            return ""
        pre = (
            self.pick(["", "", "", " ", " ", "  "])
            if not self.site
            else self.pick(["", "", " "])
        )
        post = (
            self.pick(["", "", "", " ", "  ", "\t", "."])
            if not self.site
            else self.pick(["", "", "", " ", "  "])
        )
        return pre + self.al() + post

    def near(self, p=0.6):
        if not self.ch(p):
            return ""
        return (self.pick(["", "", "", "", " "]) if not self.site else "") + self.al()

    # ---- inlines
    def inline(self, depth=0):  # noqa: C901, PLR0912 -- a list of chances
        out = []
        for _ in range(self.r.randint(1, 4)):
            k = self.r.randint(0, 15 if not self.site else 8)
            w = self.words(1, 3)
            if k <= 3:
                out.append(w)
            elif k == 4:
                out.append(
                    f"*{self.inline(depth + 1) if depth < 1 and self.ch(0.3) else w}*{self.near()}"
                )
            elif k == 5:
                out.append(f"**{w}**{self.near()}")
            elif k == 6:
                out.append(
                    "[{}]({}){}".format(
                        w,
                        self.pick(
                            [
                                "/u",
                                "https://e.co/a?b=1&c=2",
                                "#f",
                                "<a b>",
                                '/u "t"',
                                "/\u00e9",
                            ]
                        ),
                        self.near(0.7),
                    )
                )
            elif k == 7:
                out.append(f"![{self.words(0, 2)}](/i.png){self.near(0.7)}")
            elif k == 8:
                out.append(
                    "`{}`{}".format(
                        self.pick(["c()", "{.a}", "x y", "a{.b}"]), self.near(0.7)
                    )
                )
            elif k == 9:
                out.append(f"_{w}_{self.near()}")
            elif k == 10:
                out.append(f"~~{w}~~{self.near()}")
            elif k == 11:
                out.append(f'<span class="s">{w}</span>{self.near(0.4)}')
            elif k == 12:
                out.append(
                    self.pick(
                        [
                            "<!-- c {.a} -->",
                            "<br>",
                            "&amp;",
                            "&nbsp;{.a}",
                            "\\*",
                            "\\{.a\\}",
                            "<https://e.co>" + self.near(),
                            f"***{w}***{self.near()}",
                            "<b>{.a}</b>",
                        ]
                    )
                )
            elif k == 13:
                out.append(self.al())
            elif k == 14:
                out.append(w + self.al() + w)
            else:
                out.append(f"[{w}][r]{self.near()}")
        return (" " if self.ch(0.8) or self.site else self.pick(["", "  ", " "])).join(
            out
        )

    def para(self):
        lines = [self.inline() for _ in range(self.pick([1, 1, 1, 2, 3]))]
        if self.ch(0.15):
            lines[self.r.randrange(len(lines))] += self.end(0.9)
        ind = self.pick(["", "", "", "  ", " "])
        s = (
            self.pick(
                ["\n", "\n", "\n", "  \n", "\\\n"] if not self.site else ["\n"]
            ).join(ind + line for line in lines)
            + self.end()
        )
        if self.ch(0.25):
            s += (
                "\n"
                + (self.pick(["", "", " ", "  ", "   "]) if not self.site else "")
                + self.al()
                + self.pick(["", "", " ", "  "])
            )
        return s

    # ---- blocks
    def heading(self):
        if not self.site and self.ch(0.12):
            return (
                self.inline()
                + self.end()
                + "\n"
                + self.pick(["===", "---", "=", "-"])
                + self.pick(["", "{.a}", " {.a}"])
            )
        h = "#" * self.r.randint(1, 6)
        return (
            h
            + " "
            + (self.pick(["", "1. ", "2. "]))
            + self.inline()
            + self.end(0.8)
            + ("" if self.site else self.pick(["", "", "", " ##", " ## {.z}", "  "]))
        )

    def hr(self):
        c = self.pick(
            ["---", "***", "___", "-----", "- - -"] if not self.site else ["---"]
        )
        return c + (
            self.pick(
                [
                    "",
                    "",
                    " " + self.al(),
                    self.al(),
                    "  " + self.al(),
                    " {.a} x",
                    " {.a}{.b}",
                ]
            )
            if not self.site
            else self.pick(["", " " + self.al()])
        )

    def lst(self, depth=0, ind=""):  # noqa: C901 -- a list of chances
        o = self.ch(0.4)
        n = self.r.randint(1, 3)
        out = []
        loose = self.ch(0.25)
        mk = self.pick(["-", "*", "+"]) if not o else None
        st = self.pick([1, 1, 1, 3])
        for i in range(n):
            m = f"{st + i}." if o else mk
            pad = " " * (len(m) + 1)
            t = (
                (self.pick(["[ ] ", ""]) if self.ch(0.1) else "")
                + self.inline()
                + self.end(0.5)
            )
            blk = ind + m + " " + t
            if self.ch(0.2):
                blk += "\n" + ind + self.pick([pad, pad, "", " "]) + self.al()
            if self.ch(0.1):
                blk += "\n\n" + ind + pad + self.para().replace("\n", "\n" + ind + pad)
            if depth < 3 and self.ch(0.3):
                blk += "\n" + self.lst(depth + 1, ind + pad)
                if self.ch(0.25):
                    blk += "\n" + ind + self.pick([pad, ""]) + self.al()
                if self.ch(0.2):
                    blk += "\n\n" + ind + self.pick([pad, ""]) + self.al()
            if not self.site and self.ch(0.05):
                blk += (
                    "\n"
                    + ind
                    + pad
                    + "```js "
                    + self.al()
                    + "\n"
                    + ind
                    + pad
                    + "x\n"
                    + ind
                    + pad
                    + "```"
                )
            out.append(blk)
        s = ("\n\n" if loose else "\n").join(out)
        if depth == 0:
            if self.ch(0.25):
                s += "\n" + self.al()
            if self.ch(0.35):
                s += "\n\n" + self.al()
            if self.ch(0.1):
                s += "\n\n\n" + self.al()
        return s

    def table(self):
        c = self.r.randint(1, 4)

        def cell(p):
            return self.words(0, 2) + (
                self.pick(["", " ", " "])
                + self.pick(
                    [
                        self.al(),
                        self.al(),
                        f"{{rowspan={self.r.randint(0, 4)}}}",
                        f"{{colspan={self.r.randint(0, 4)}}}",
                        "{colspan=2 rowspan=2}",
                    ]
                )
                if self.ch(p)
                else ""
            )

        def row(p, c=c):
            return (
                "| "
                + " | ".join(
                    (cell(p).replace("|", "\\|").replace("\n", " ") or " ")
                    for _ in range(c)
                )
                + " |"
            )

        rows = [
            row(0.15),
            "|"
            + "|".join(
                self.pick(["---", ":--", "--:", ":-:", " -- "]) for _ in range(c)
            )
            + "|",
        ]
        rows += [
            row(0.35, c if self.ch(0.85) else self.r.randint(1, 5))
            for _ in range(self.r.randint(0, 4))
        ]
        s = "\n".join(rows)
        k = self.r.random()
        if k < 0.35:
            s += "\n\n" + self.al()
        elif k < 0.45:
            s += "\n" + self.al()
        elif k < 0.5:
            s += " " + self.al()
        return s

    def fence(self):
        f = self.pick(["```", "~~~", "````"])
        info = self.pick(["js", "python", "", "js title", "c++", "{.a}", "html+njk"])
        a = (
            self.pick(["", " ", " ", ""])
            + self.al().replace("\n", " ").replace("`", "")
            if self.ch(0.7)
            else ""
        )
        return (
            f
            + info
            + a
            + "\n"
            + self.pick(["code {.a}\n", "x < y & z\n", "", "a\n\n  b\n"])
            + f
        )

    def quote(self):
        return "\n".join(
            "> " + line if (i == 0 or self.site or self.ch(0.93)) else line
            for i, line in enumerate(self.block(1).split("\n"))
        ) + (("\n" + self.pick(["", "> ", "\n"]) + self.al()) if self.ch(0.3) else "")

    def html(self):
        return self.pick(
            [
                "<!-- " + self.heading() + "\n\n---\n\n" + self.para() + " -->",
                "<!-- " + self.heading() + "\n\n" + self.para() + "\n-->" + self.al(),
                '<div class="x">\n\n' + self.para() + "\n\n</div>",
                "<div>" + self.inline() + self.al() + "</div>",
                "<p>" + self.inline() + "</p>\n" + self.al(),
                "<hr>" + self.al(),
            ]
        )

    def code(self):
        return (
            "    "
            + self.inline().replace("\n", "\n    ")
            + self.end(0.4)
            + ("\n\n" + self.al() if self.ch(0.3) else "")
        )

    def block(self, depth=0):
        t = {
            "site": [
                (self.heading, 4),
                (self.para, 6),
                (self.hr, 2),
                (self.html, 1),
                (self.lst, 2),
                (self.quote, 1),
            ],
            "lists": [
                (self.lst, 10),
                (self.para, 2),
                (self.quote, 1),
                (self.heading, 1),
            ],
            "tables": [(self.table, 10), (self.para, 1), (self.heading, 1)],
            "inline": [(self.para, 10), (self.heading, 2)],
            "wild": [
                (self.heading, 4),
                (self.para, 7),
                (self.hr, 2),
                (self.lst, 5),
                (self.table, 3),
                (self.fence, 3),
                (self.quote, 2),
                (self.html, 2),
                (self.code, 1),
                (self.own, 2),
            ],
        }[self.p]
        if depth:
            t = [x for x in t if x[0] != self.quote]
        f = self.r.choices([x for x, _ in t], [w for _, w in t])[0]
        return f()

    def own(self):
        return self.pick(["", " ", "   ", "    "]) + self.al()

    def doc(self):
        bs = [self.block() for _ in range(self.r.randint(1, 3 if not self.site else 6))]
        s = (
            self.pick(["\n\n", "\n\n", "\n\n", "\n"]).join(bs)
            if not self.site
            else "\n\n".join(bs)
        )
        if not self.site and self.ch(0.5):
            s += '\n\n[r]: /ref "T"' + self.pick(["", "", " {.a}"])
        s += self.pick(["\n", "\n", ""])
        if not self.site:
            if self.ch(0.03):
                s = s.replace("\n", "\r\n")
            if self.ch(0.02):
                s = s.replace(" ", "\u00a0", 1)
        return s


def make(seed, prof, k):
    return G(random.Random(f"{seed}/{prof}/{k}"), prof).doc()


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("-n", type=int, default=2000)
    a.add_argument("--seed", default="1")
    a.add_argument("--profile", default="wild")
    a.add_argument("--only", type=int)
    a = a.parse_args()
    for k in [a.only] if a.only is not None else range(a.n):
        sys.stdout.write(
            json.dumps(
                {
                    "id": f"{a.profile}-{a.seed}-{k}",
                    "src": make(a.seed, a.profile, k),
                }
            )
            + "\n"
        )
