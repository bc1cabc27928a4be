"""Read the expressions of Nunjucks: what they mean is made of Jinja's nodes."""

from __future__ import annotations

from typing import Final, cast

from jinja2 import nodes
from jinja2.lexer import Token, describe_token
from jinja2.parser import Parser

from sitewright.stages.templates.dialect.calls import SUPER, call_function, const
from sitewright.stages.templates.dialect.grouping import Flat, group, truth
from sitewright.stages.templates.dialect.lexer import TOKEN_REGEX

_COMPARISONS: Final = {
    "eq": "==",
    "ne": "!=",
    "===": "===",
    "!==": "!==",
    "lt": "<",
    "gt": ">",
    "lteq": "<=",
    "gteq": ">=",
}
_WORDS: Final = {"true": True, "false": False, "none": None, "null": None}

_BRACKETS: Final = {
    "lparen": "_in_brackets",
    "lbracket": "_array",
    "lbrace": "_object",
}

_NOT_OURS: Final = {
    "&&": "and",
    "!": "not",
    "?": "a if b else c",
}
"""Signs of JavaScript that Nunjucks does not know either, and what it has for them."""


class Expressions(Parser):
    """The part of the parser that reads expressions.

    The methods ``_or`` to ``_unary`` follow Nunjucks' order of precedence, and give a
    flat list each, which ``group`` makes an expression of.

    Attributes:
        block: The outermost block around the place being read; empty if there is none.
        uses_super: Whether ``super()`` was read in it.
    """

    block: str
    uses_super: bool

    def parse_expression(self, with_condexpr: bool = True) -> nodes.Expr:
        """Read an expression, with ``a if b else c``."""
        del with_condexpr
        value = group(self._or())
        if self.stream.current.value in _NOT_OURS:
            self._refuse(self.stream.current)
        if not self.stream.skip_if("name:if"):
            return value
        test = truth(group(self._or()))
        other: nodes.Expr = const("", value.lineno)
        if self.stream.skip_if("name:else"):
            other = group(self._or())
        return nodes.CondExpr(test, value, other, lineno=value.lineno)

    def parse_tuple(
        self,
        simplified: bool = False,
        with_condexpr: bool = True,
        extra_end_rules: tuple[str, ...] | None = None,
        explicit_parentheses: bool = False,
        with_namespace: bool = False,
    ) -> nodes.Tuple | nodes.Expr:
        """Read an expression: Nunjucks has no tuples."""
        del simplified, extra_end_rules, explicit_parentheses, with_namespace
        return self.parse_expression(with_condexpr)

    def _or(self) -> Flat:
        flat = self._and()
        while self.stream.skip_if("name:or"):
            flat = [*flat, "||", *self._and()]
        return flat

    def _and(self) -> Flat:
        flat = self._not()
        while self.stream.skip_if("name:and"):
            flat = [*flat, "&&", *self._not()]
        return flat

    def _not(self) -> Flat:
        if self.stream.skip_if("name:not"):
            return ["!", *self._not()]
        return self._in()

    def _in(self) -> Flat:
        flat = self._is()
        while True:
            token = self.stream.current
            inverts = token.test("name:not") and self.stream.look().test("name:in")
            if inverts:
                next(self.stream)
            if not self.stream.skip_if("name:in"):
                return flat
            place, thing = group(self._is()), group(flat)
            flat = [call_function("contains", thing, place, line=token.lineno)]
            if inverts:
                flat = ["!", *flat]

    def _is(self) -> Flat:
        flat = self._compare()
        if not self.stream.skip_if("name:is"):
            return flat
        inverts = self.stream.skip_if("name:not")
        token = next(self.stream)
        if token.type != "name":
            self.fail(f"expected a test, got '{describe_token(token)}'", token.lineno)
        given: list[nodes.Expr] = []
        if self.stream.current.type == "lparen":
            given, named = self.read_arguments()
            del named
        name = "null" if token.value == "none" else token.value
        test = nodes.Test(group(flat), name, given, [], None, None, lineno=token.lineno)
        return [*(["!"] if inverts else []), test, "===", const(True)]

    def _compare(self) -> Flat:
        flat = self._concat()
        while sign := _COMPARISONS.get(self.stream.current.type):
            next(self.stream)
            flat = [*flat, sign, *self._concat()]
        return flat

    def _concat(self) -> Flat:
        flat = self._add()
        while self.stream.skip_if("tilde"):
            flat = [*flat, "+", const("", self.stream.current.lineno), "+"]
            flat += self._add()
        return flat

    def _add(self) -> Flat:
        flat = self._subtract()
        while self.stream.skip_if("add"):
            flat = [*flat, "+", *self._subtract()]
        return flat

    def _subtract(self) -> Flat:
        flat = self._multiply()
        while self.stream.skip_if("sub"):
            flat = [*flat, "-", *self._multiply()]
        return flat

    def _multiply(self) -> Flat:
        flat = self._divide()
        while self.stream.skip_if("mul"):
            flat = [*flat, "*", *self._divide()]
        return flat

    def _divide(self) -> Flat:
        flat = self._floor_divide()
        while self.stream.skip_if("div"):
            flat = [*flat, "/", *self._floor_divide()]
        return flat

    def _floor_divide(self) -> Flat:
        flat = self._modulo()
        while self.stream.current.type == "floordiv":
            line = next(self.stream).lineno
            right = self._modulo()
            # What is written is Math.floor(left / right), without more brackets.
            quotient = group([*flat, "/", *right])
            flat = [call_function("floor", quotient, line=line)]
        return flat

    def _modulo(self) -> Flat:
        flat = self._power()
        while self.stream.skip_if("mod"):
            flat = [*flat, "%", *self._power()]
        return flat

    def _power(self) -> Flat:
        flat = self._unary()
        while self.stream.current.type == "pow":
            line = next(self.stream).lineno
            exponent = group(self._unary())
            flat = [call_function("power", group(flat), exponent, line=line)]
        return flat

    def _unary(self, with_filter: bool = True) -> Flat:
        token = self.stream.current
        flat: Flat
        if token.type in ("sub", "add"):
            next(self.stream)
            flat = [str(token.value), *self._unary(with_filter=False)]
        else:
            flat = [self.parse_primary()]
        while with_filter and self.stream.current.type == "pipe":
            flat = [self._filter(group(flat))]
        return flat

    def _filter(self, value: nodes.Expr) -> nodes.Filter:
        """Read one filter behind a value."""
        next(self.stream)
        if self.stream.current.type == "pipe":
            self.fail("unexpected '||'; Nunjucks writes 'or'")
        name, line = self.read_filter_name()
        given: list[nodes.Expr] = []
        named: list[nodes.Keyword] = []
        if self.stream.current.type == "lparen":
            given, named = self.read_arguments()
        return nodes.Filter(value, name, given, named, None, None, lineno=line)

    def read_filter_name(self) -> tuple[str, int]:
        """Read the name of a filter, which may have dots."""
        token = self.stream.expect("name")
        name = token.value
        while self.stream.skip_if("dot"):
            name += "." + self.stream.expect("name").value
        return name, token.lineno

    def parse_primary(self, with_namespace: bool = False) -> nodes.Expr:
        """Read a value, and what is looked up in it or called behind it."""
        del with_namespace
        return self._behind(self._start())

    def _start(self) -> nodes.Expr:
        token = next(self.stream)
        line = token.lineno
        if token.type == "name":
            return self._word(token)
        if token.type in ("string", "integer", "float"):
            return const(token.value, line)
        if token.type == TOKEN_REGEX:
            body, flags = (const(part, line) for part in token.value)
            return call_function("Regex", body, flags, line=line)
        if reader := _BRACKETS.get(token.type):
            return cast("nodes.Expr", getattr(self, reader)(line))
        return self._refuse(token)

    def _in_brackets(self, line: int) -> nodes.Expr:
        values = self._values("rparen")
        if not values:
            self.fail("there is nothing in these brackets", line)
        if len(values) == 1:
            return values[0]
        return call_function("last_of", *values, line=line)  # JavaScript's comma

    def _array(self, line: int) -> nodes.Expr:
        elements = nodes.List(self._values("rbracket"), lineno=line)
        return call_function("Array", elements, line=line)

    def _word(self, token: Token) -> nodes.Expr:
        name, line = token.value, token.lineno
        if name in _WORDS:
            return const(_WORDS[name], line)
        if name in _NOT_OURS:
            self._refuse(token)
        if name == "super" and self.block and self.stream.current.type == "lparen":
            self.read_arguments()
            self.uses_super = True
            name = SUPER
        return call_function("get", const(name), line=line)

    def _values(self, end: str) -> list[nodes.Expr]:
        """Read values between commas, up to a closing bracket."""
        values: list[nodes.Expr] = []
        while not self.stream.skip_if(end):
            if values:
                self.stream.expect("comma")
            values.append(self.parse_expression())
        return values

    def _object(self, line: int) -> nodes.Expr:
        pairs: list[nodes.Pair] = []
        while not self.stream.skip_if("rbrace"):
            if pairs:
                self.stream.expect("comma")
            token = next(self.stream)
            if token.type not in ("name", "string"):
                self.fail("a key must be a name or a text", token.lineno)
            self.stream.expect("colon")
            key = const(token.value, token.lineno)
            pairs.append(nodes.Pair(key, self.parse_expression(), lineno=token.lineno))
        return nodes.Dict(pairs, lineno=line)

    def _behind(self, node: nodes.Expr) -> nodes.Expr:
        """Read calls, fields and indices behind a value."""
        while True:
            token = self.stream.current
            if token.type == "lparen":
                node = self._call(node)
            elif token.type == "lbracket":
                next(self.stream)
                found = self._values("rbracket")
                if len(found) != 1:
                    self.fail("there must be one index in brackets", token.lineno)
                node = call_function("member", node, found[0], line=token.lineno)
            elif token.type == "dot":
                next(self.stream)
                name = next(self.stream)
                if name.type != "name":
                    self.fail(
                        f"expected a name behind the dot, got '{describe_token(name)}'",
                        name.lineno,
                    )
                field = const(name.value, name.lineno)
                node = call_function("member", node, field, line=token.lineno)
            else:
                return node

    def _call(self, function: nodes.Expr) -> nodes.Call:
        line = self.stream.current.lineno
        given, named = self.read_arguments()
        written = const(describe(function))
        return call_function("call", function, written, *given, line=line, named=named)

    def read_arguments(self) -> tuple[list[nodes.Expr], list[nodes.Keyword]]:
        """Read arguments in round brackets, those with a name apart."""
        self.stream.expect("lparen")
        return self.read_arguments_to("rparen")

    def read_arguments_to(
        self, end: str
    ) -> tuple[list[nodes.Expr], list[nodes.Keyword]]:
        """Read arguments between commas, up to a token; a closing bracket is passed."""
        given: list[nodes.Expr] = []
        named: list[nodes.Keyword] = []
        while self.stream.current.type != end:
            if given or named:
                self.stream.expect("comma")
            token = self.stream.current
            is_named = token.type in ("name", "string")
            if is_named and self.stream.look().type == "assign":
                next(self.stream)
                next(self.stream)
                value = self.parse_expression()
                named.append(nodes.Keyword(token.value, value, lineno=token.lineno))
            else:
                given.append(self.parse_expression())
        if end == "rparen":
            next(self.stream)
        return given, named

    def _refuse(self, token: Token) -> nodes.Expr:
        """Say that no value starts here.

        Raises:
            TemplateSyntaxError: Always.
        """
        instead = _NOT_OURS.get(str(token.value))
        hint = f"; Nunjucks writes '{instead}'" if instead else ""
        sign = token.value if instead else describe_token(token)
        self.fail(f"unexpected '{sign}'{hint}", token.lineno)


def describe(node: nodes.Expr) -> str:
    """Write down what is called, for the error that says it cannot be."""
    if not isinstance(node, nodes.Call) or not isinstance(
        node.node, nodes.InternalName
    ):
        return str(node.value) if isinstance(node, nodes.Const) else "--expression--"
    kind, given = node.node.name, node.args
    if kind == "get":
        return describe(given[0])
    if kind == "member":
        return f'{describe(given[0])}["{describe(given[1])}"]'
    if kind == "call":
        return f"the return value of ({describe(given[0])})"
    return "--expression--"
