"""Tags of the site's own: ``{% name arg, key=value %}``, alone or around content."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.lexer import describe_token
from jinja2.parser import Parser
from markupsafe import Markup, escape

from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.owntags import OwnTags

_JINJA_TAGS = (
    *(
        "autoescape",
        "block",
        "call",
        "elif",
        "else",
        "extends",
        "filter",
        "for",
        "from",
    ),
    *("if", "import", "include", "macro", "print", "raw", "set", "with"),
    *("endautoescape", "endblock", "endcall", "endfilter", "endfor", "endif"),
    *("endmacro", "endraw", "endset", "endwith"),
)


class Shortcodes(Extension):
    """Reads and runs the tags that a site registers."""

    def __init__(self, environment: SiteEnvironment) -> None:
        super().__init__(environment)
        self._own = environment.own_tags
        self.tags = {*self._own.alone, *self._own.paired}

    def parse(self, parser: Parser) -> nodes.Node:
        """Read a tag, and its content if it is one of a pair."""
        token = next(parser.stream)
        name, line = token.value, token.lineno
        given, named = _read_arguments(parser)
        given.insert(0, nodes.Const(name, lineno=line))
        if name not in self._own.paired:
            call = self.call_method("_run", given, named, lineno=line)
            return nodes.Output([call], lineno=line)
        content = parser.parse_statements((f"name:end{name}",), drop_needle=True)
        call = self.call_method("_wrap", given, named, lineno=line)
        return nodes.CallBlock(call, [], [], content, lineno=line)

    def _run(self, name: str, /, *given: object, **named: object) -> object:
        return self._own.alone[name](*given, **named)

    def _wrap(
        self,
        name: str,
        /,
        *given: object,
        caller: Callable[[], Markup],
        **named: object,
    ) -> Markup:
        """Wrap content; Jinja prints what comes of it as it is."""
        value = self._own.paired[name](Markup(caller()), *given, **named)  # noqa: S704
        return Markup("") if value is None else escape(value)


def add_shortcodes(environment: SiteEnvironment, own: OwnTags) -> None:
    """Teach an environment the tags of a site."""
    environment.own_tags = own
    extension = Shortcodes(environment)
    environment.extensions[extension.identifier] = extension


def known_tags(environment: Environment) -> tuple[str, ...]:
    """Name the tags that may open, those of the site's own included."""
    own = [tag for item in environment.iter_extensions() for tag in item.tags]
    built_in = getattr(environment, "tags", _JINJA_TAGS)
    return (*built_in, *sorted(own), *(f"end{tag}" for tag in sorted(own)))


def _read_arguments(
    parser: Parser,
) -> tuple[list[nodes.Expr], list[nodes.Keyword]]:
    """Read expressions up to the end of the tag; commas between them may be left out."""
    stream = parser.stream
    given: list[nodes.Expr] = []
    named: list[nodes.Keyword] = []
    while stream.current.type != "block_end":
        token = stream.current
        if token.type == "name" and stream.look().type == "assign":
            stream.skip(2)
            value = _read_value(parser)
            named.append(nodes.Keyword(token.value, value, lineno=token.lineno))
        elif token.type in ("comma", "assign"):
            parser.fail(f"unexpected '{describe_token(token)}'", token.lineno)
        elif named:
            message = "a value without a name cannot follow one with a name"
            parser.fail(message, token.lineno)
        else:
            given.append(_read_value(parser))
        if stream.skip_if("comma") and stream.current.type == "block_end":
            break
    return given, named


def _read_value(parser: Parser) -> nodes.Expr:
    """Read one expression; two texts in a row are two of them, not one as in Jinja."""
    stream = parser.stream
    if stream.current.type == "string" and stream.look().type == "string":
        token = next(stream)
        return nodes.Const(token.value, lineno=token.lineno)
    return parser.parse_expression()
