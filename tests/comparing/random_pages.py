"""Random pages, written in random ways, and with random edits."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from random import Random

BLOCKS = ("p", "h2", "h3", "li", "section", "ul", "div", "blockquote", "table")
INLINES = ("a", "b", "em", "code", "span")
VOID = ("img", "br", "hr")
OPTIONAL_END = ("p", "li", "td", "tr")


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)


class Maker:
    """Makes a page in which no word, id or address stands twice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0

    def word(self) -> str:
        self.count += 1
        return f"w{self.count}" + self.random.choice(
            ("", "é", "&", "<", "’", "\xa0x", '"')
        )

    def node(self, tag: str) -> Node:
        node = Node(tag)
        chance = self.random.random
        if chance() < 0.5:
            node.attributes["class"] = f"{self.word()} {self.word()}"
        if chance() < 0.2:
            node.attributes["id"] = self.word().replace("\xa0", "")
        if chance() < 0.3:
            node.attributes["title"] = f"{self.word()} {self.word()}"
        if tag == "a":
            node.attributes["href"] = f"/{self.word()}/"
        if tag == "img":
            node.attributes |= {"src": f"/{self.word()}.png", "alt": self.word()}
        return node

    def inline(self, depth: int = 0) -> list[Node | str]:
        items: list[Node | str] = []
        for _ in range(self.random.randint(1, 4)):
            kind = self.random.random()
            if kind < 0.6 or depth > 1:
                text = " ".join(self.word() for _ in range(self.random.randint(1, 6)))
                items.append(text)
            elif kind < 0.7:
                items.append(self.node("img"))
            else:
                inner = self.node(self.random.choice(INLINES[bool(depth) :]))
                inner.children = self.inline(depth + 1)
                items.append(inner)
            items.append(" ")
        return items[:-1]

    def block(self, depth: int = 0) -> Node:
        kind = self.random.random()
        if kind < 0.6 or depth > 2:
            node = self.node(self.random.choice(("p", "h2", "h3")))
            node.children = self.inline()
        elif kind < 0.7:
            node = self.node("hr")
            node.attributes["title"] = self.word()
        elif kind < 0.8:
            node = self.node("ul")
            node.children = []
            for _ in range(self.random.randint(1, 4)):
                item = self.node("li")
                item.children = self.inline()
                node.children.append(item)
        else:
            node = self.node(self.random.choice(("section", "div", "blockquote")))
            node.children = [
                self.block(depth + 1) for _ in range(self.random.randint(1, 4))
            ]
        return node

    def page(self) -> Node:
        main = self.node("main")
        main.children = [self.block() for _ in range(self.random.randint(1, 8))]
        return main


def write(node: Node, random: Random | None) -> str:
    """Write a page; with a source of chance, in one of the ways that mean the same."""
    return f"<!doctype html><title>T</title>{_write(node, random)}"


def _is_block(item: Node | str) -> bool:
    return isinstance(item, Node) and (item.tag in BLOCKS or item.tag in ("main", "hr"))


def _write(node: Node | str, random: Random | None) -> str:
    if isinstance(node, str):
        return _text(node, random)
    name = node.tag.upper() if random and random.random() < 0.2 else node.tag
    start = f"<{name}{_attributes(node, random)}"
    if node.tag in VOID:
        return start + (random.choice((">", " />", " >")) if random else ">")
    inner = [_write(child, random) for child in node.children]
    if random:
        around = [_is_block(child) for child in node.children]
        for place, is_block in enumerate(around):
            if is_block:
                inner[place] = _space(random) + inner[place] + _space(random)
        if _is_block(node):
            inner = [_space(random), *inner, _space(random)]
    return f"{start}>{''.join(inner)}</{name}>"


def _space(random: Random) -> str:
    return "".join(random.choice(" \n\t") for _ in range(random.randint(0, 3)))


def _text(text: str, random: Random | None) -> str:
    if random is None:
        return html.escape(text, quote=False)
    letters = []
    for letter in text:
        if letter == " ":
            letters.append(random.choice((" ", "  ", "\n", " \n\t")))
        elif letter in "<&" or (ord(letter) > 126 and random.random() < 0.5):
            ways = {"<": "&lt;", "&": "&amp;", "é": "&eacute;", "\xa0": "&nbsp;"}
            numbered = (f"&#{ord(letter)};", f"&#x{ord(letter):x};")
            letters.append(random.choice((*numbered, ways.get(letter, numbered[0]))))
        else:
            letters.append(letter)
    return "".join(letters)


def _attributes(node: Node, random: Random | None) -> str:
    items = [*node.attributes.items()]
    if random:
        random.shuffle(items)
    pieces = []
    for name, value in items:
        if random and name == "class":
            words = value.split(" ")
            random.shuffle(words)
            value = random.choice((" ", "  ", "\n")).join(words)
        written = html.escape(value, quote=True)
        mark = random.choice("'\"") if random else '"'
        is_bare = bool(random) and not set(value) & set(" \n\t\"'=<>`\xa0/&")
        if is_bare and random and random.random() < 0.3:
            pieces.append(f" {name}={written}")
        else:
            pieces.append(f" {name}={mark}{written}{mark}")
    return "".join(pieces)


def nodes_in(node: Node) -> list[Node]:
    found = [node]
    for child in node.children:
        if isinstance(child, Node):
            found += nodes_in(child)
    return found


def edit(page: Node, random: Random) -> str:
    """Change one thing; say what."""
    inside = nodes_in(page)
    edits = [
        _edit_word,
        _edit_class,
        _edit_attribute,
        _edit_tag,
        _remove,
        _insert,
        _swap,
    ]
    while True:
        node, change = random.choice(inside), random.choice(edits)
        if change(node, random):
            return f"{change.__name__} in <{node.tag}>"


def _edit_word(node: Node, random: Random) -> bool:
    places = [n for n, c in enumerate(node.children) if isinstance(c, str) and c != " "]
    if not places:
        return False
    place = random.choice(places)
    words = str(node.children[place]).split(" ")
    words[random.randrange(len(words))] = random.choice(("new", "two new"))
    node.children[place] = " ".join(words)
    return True


def _edit_class(node: Node, random: Random) -> bool:
    if "class" not in node.attributes:
        return False
    node.attributes["class"] = random.choice(
        (node.attributes["class"].split(" ")[0], node.attributes["class"] + " new")
    )
    return True


def _edit_attribute(node: Node, random: Random) -> bool:
    names = [name for name in node.attributes if name != "class"]
    if not names:
        return False
    name = random.choice(names)
    if random.random() < 0.5 and name not in ("href", "src"):
        del node.attributes[name]
    else:
        node.attributes[name] = "/new/"
    return True


def _edit_tag(node: Node, _: Random) -> bool:
    others = {"h2": "h3", "h3": "h2", "b": "em", "em": "b", "section": "div"}
    if node.tag not in others:
        return False
    node.tag = others[node.tag]
    return True


def _remove(node: Node, random: Random) -> bool:
    places = [n for n, c in enumerate(node.children) if isinstance(c, Node)]
    if not places:
        return False
    place = random.choice(places)
    del node.children[place]
    if place < len(node.children) and node.children[place] == " ":
        del node.children[place]
    return True


def _insert(node: Node, random: Random) -> bool:
    if not all(_is_block(child) for child in node.children) or node.tag in (
        *VOID,
        "ul",
    ):
        return False
    new = Node("p", {}, ["something quite new"])
    node.children.insert(random.randint(0, len(node.children)), new)
    return True


def _swap(node: Node, random: Random) -> bool:
    places = [n for n, c in enumerate(node.children) if _is_block(c)]
    if len(places) < 2 or len(places) != len(node.children):
        return False
    place = random.randrange(len(places) - 1)
    items = node.children
    items[place], items[place + 1] = items[place + 1], items[place]
    return True
