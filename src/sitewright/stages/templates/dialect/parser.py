"""Read the tags of Nunjucks into nodes of Jinja's.

Variables do not become Jinja's variables, which live and die by Python's rules: a name
is looked up by ``get("name")`` and set by ``scope.set``, where Nunjucks' rules are.
"""

from __future__ import annotations

from typing import Final, NoReturn, cast

from jinja2 import nodes
from jinja2.lexer import describe_token

from sitewright.stages.templates.dialect.calls import (
    call_function,
    const,
    do,
    is_call_of,
    name_looked_up,
    name_of_ours,
)
from sitewright.stages.templates.dialect.compiler import SAFE
from sitewright.stages.templates.dialect.expressions import Expressions
from sitewright.stages.templates.dialect.grouping import truth
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.extending import find_lost

Nodes = list[nodes.Node]

__FURTHER: Final = ("else", "elif", "elseif", "case", "default", "raw", "verbatim")

_TAGS: Final = {
    **dict.fromkeys(("if", "ifAsync"), "_tag_if"),
    **dict.fromkeys(("for", "asyncEach", "asyncAll"), "_tag_for"),
    **{
        name: f"_tag_{name}"
        for name in (
            *("set", "switch", "macro", "call", "filter", "block", "extends"),
            *("include", "import", "from"),
        )
    },
}
"""What reads each tag; ``raw`` and ``verbatim`` are the lexer's."""

_LOOP_ENDS: Final = {"for": "endfor", "asyncEach": "endeach", "asyncAll": "endall"}

_FURTHER: Final = ("else", "elif", "elseif", "case", "default", "raw", "verbatim")

TAGS: Final = (
    *_TAGS,
    *_FURTHER,
    *("endif", "endset", "endswitch", "endmacro", "endcall", "endfilter", "endblock"),
    *("endraw", "endverbatim", *_LOOP_ENDS.values()),
)
"""The tags that Nunjucks knows."""


class NunjucksParser(Expressions):
    """Reads one template."""

    environment: SiteEnvironment

    def __init__(
        self,
        environment: SiteEnvironment,
        source: str,
        name: str | None = None,
        filename: str | None = None,
        state: str | None = None,
    ) -> None:
        super().__init__(environment, source, name, filename, state)
        self.block, self.uses_super = "", False
        self._bodies = 0
        self._depth = 0  # of loops, macros and the like: what is set there stays there

    def parse(self) -> nodes.Template:
        """Read the whole template."""
        body = self.subparse()
        lost_at = find_lost(body)
        if any(isinstance(node, nodes.Extends) for node in body):
            body = _without_output(body)
        template = nodes.Template(body, lineno=1)
        template.lost_at = lost_at  # type: ignore[attr-defined] # our own
        template.set_environment(self.environment)
        return template

    def parse_statement(self) -> nodes.Node | Nodes:
        """Read a tag, and all that belongs to it."""
        token = self.stream.current
        if token.type != "name":
            self.fail("expected the name of a tag", token.lineno)
        if reader := _TAGS.get(token.value):
            return cast("Nodes", getattr(self, reader)())
        own = self.environment.own_tags
        if token.value in (*own.alone, *own.paired):
            return self._shortcode(token.value in own.paired)
        if token.value in TAGS:
            self.fail(f"nothing is open here that '{token.value}' ends", token.lineno)
        return self.fail(f"unknown tag '{token.value}'", token.lineno)

    def fail_eof(
        self, end_tokens: tuple[str, ...] | None = None, lineno: int | None = None
    ) -> NoReturn:
        """Say which tags the end of the template comes before."""
        ends = [token.removeprefix("name:") for token in end_tokens or ()]
        missing = " or ".join(f"'{end}'" for end in ends if end[:3] == "end")
        self.fail(f"the template ends before {missing}", lineno)

    def _body(self, *ends: str) -> Nodes:
        """Read what stands in a tag, up to one of the tags that end it."""
        return self.parse_statements(tuple(f"name:{end}" for end in ends))

    def _inner(self, *ends: str, depth: int | None = None) -> Nodes:
        """Read a body that has variables of its own: one deeper, or as deep as told."""
        around = self._depth
        self._depth = around + 1 if depth is None else depth
        body = self._body(*ends)
        self._depth = around
        return body

    def _capture(self, body: Nodes, line: int, is_safe: bool = False) -> nodes.Macro:
        """Make a body a function that gives what it prints."""
        self._bodies += 1
        name = f"{SAFE if is_safe else 'plain'}_{self._bodies}"
        return nodes.Macro(name, [], [], body, lineno=line)

    # -- Flow

    def _tag_if(self) -> nodes.If:
        """Read ``if`` up to ``endif``."""
        line = next(self.stream).lineno
        node = nodes.If(truth(self.parse_expression()), [], [], [], lineno=line)
        node.body = self._body("elif", "elseif", "else", "endif")
        while self.stream.current.value in ("elif", "elseif"):
            other = next(self.stream).lineno
            branch = nodes.If(truth(self.parse_expression()), [], [], [], lineno=other)
            branch.body = self._body("elif", "elseif", "else", "endif")
            node.elif_.append(branch)
        if next(self.stream).value == "else":
            node.else_ = self._body("endif")
            next(self.stream)
        return node

    def _tag_for(self) -> Nodes:
        """Read a loop, over arrays and objects, with its ``else``."""
        tag = next(self.stream)
        names = [self.stream.expect("name").value]
        while self.stream.skip_if("comma"):
            names.append(self.stream.expect("name").value)
        self.stream.expect("name:in")
        over, end = self.parse_expression(), _LOOP_ENDS[tag.value]
        body = self._inner("else", end)
        else_: Nodes = []
        if next(self.stream).value == "else":
            inner = self._inner(end)
            next(self.stream)
            line = tag.lineno
            enter = do("scope.push", const(tuple(names)), line=line)
            else_ = [enter, *inner, do("scope.pop", line=line)]
        how = const(tuple(names)), const(tag.value == "for")
        rows = call_function("scope.loop", over, *how, line=tag.lineno)
        row = nodes.Name("row", "store", lineno=tag.lineno)
        loop = nodes.For(row, rows, body, else_, None, False, lineno=tag.lineno)
        return [loop]

    def _tag_switch(self) -> Nodes:
        """Read ``switch`` up to ``endswitch``; an empty case falls to the next one."""
        line = next(self.stream).lineno
        value = do("scope.choose", self.parse_expression(), line=line)
        self._body("case", "default", "endswitch")  # what stands before is dropped
        choice = nodes.If(const(False), [], [], [], lineno=line)
        tests: list[nodes.Expr] = []
        while self.stream.skip_if("name:case"):
            case = self.stream.current.lineno
            tests.append(
                call_function("scope.fits", self.parse_expression(), line=case)
            )
            body = self._body("case", "default", "endswitch")
            if body:
                fits = call_function("any_of", *tests, line=case)
                choice.elif_.append(nodes.If(fits, body, [], [], lineno=case))
                tests = []
        default: Nodes = []
        if self.stream.skip_if("name:default"):
            default = self._body("endswitch")
        self.stream.expect("name:endswitch")
        choice.else_ = default
        return [value, choice]

    # -- Variables

    def _tag_set(self) -> Nodes:
        """Read ``set``, with a value or with a body."""
        line = next(self.stream).lineno
        names = [self.stream.expect("name").value]
        while self.stream.skip_if("comma"):
            names.append(self.stream.expect("name").value)
        targets = const(tuple(names), line)
        if self.stream.skip_if("assign"):
            value = self.parse_expression()
            return [do("scope.set", targets, value, line=line)]
        if self.stream.current.type != "block_end":
            token = describe_token(self.stream.current)
            self.fail(f"expected '=' behind the name that is set, got '{token}'", line)
        # Nunjucks forgets here that a dash takes white space away.
        space = str(self.stream.current.value).lstrip("-").removeprefix("%}")
        kept: Nodes = [nodes.Output([nodes.TemplateData(space)])] if space else []
        body = self._capture([*kept, *self._body("endset")], line)
        next(self.stream)
        value = call_function(body.name, line=line)
        return [body, do("scope.set", targets, value, line=line)]

    def _tag_filter(self) -> Nodes:
        """Read a filter that is put round a body."""
        line = next(self.stream).lineno
        name, _ = self.read_filter_name()
        given: list[nodes.Expr] = []
        named: list[nodes.Keyword] = []
        if self.stream.current.type == "lparen":
            given, named = self.read_arguments()
        body = self._capture(self._body("endfilter"), line)
        next(self.stream)
        inner = call_function(body.name, line=line)
        node = nodes.Filter(inner, name, given, named, None, None, lineno=line)
        return [body, nodes.Output([node], lineno=line)]

    # -- Macros

    def _tag_macro(self) -> Nodes:
        """Read a macro."""
        line = next(self.stream).lineno
        name = self.stream.expect("name").value
        function, names, named = self._function("endmacro", line, depth=0)
        parts = (const(name), names, named, name_of_ours(function.name))
        nested = const(self._depth > 0)
        return [function, do("scope.define", *parts, nested, line=line)]

    def _tag_call(self) -> Nodes:
        """Read the call of a macro that is given a body."""
        line = next(self.stream).lineno
        has_arguments = self.stream.current.type == "lparen"
        given, defaults = self.read_arguments() if has_arguments else ([], [])
        called = self.parse_primary()
        if not isinstance(called, nodes.Call) or not is_call_of(called, "call"):
            self.fail("a 'call' tag calls a macro: {% call name() %}", line)
        depth = self._depth + 1
        body, names, named = self._function("endcall", line, depth, (given, defaults))
        parts = (names, named, name_of_ours(body.name))
        caller = call_function("scope.make_caller", *parts, line=line)
        called.kwargs.append(nodes.Keyword("caller", caller, lineno=line))
        return [body, nodes.Output([called], lineno=line)]

    def _function(
        self,
        end: str,
        line: int,
        depth: int,
        signature: tuple[list[nodes.Expr], list[nodes.Keyword]] | None = None,
    ) -> tuple[nodes.Macro, nodes.Expr, nodes.Expr]:
        """Read a signature and a body: the function, its names, those with defaults."""
        given, defaults = signature or self.read_arguments()
        names = tuple(_written(self, argument) for argument in given)
        named = tuple(default.key for default in defaults)
        body = self._inner(end, depth=depth)
        next(self.stream)
        fill: Nodes = [
            nodes.If(
                call_function("scope.lacks", const(default.key), line=line),
                [do("scope.put", const(default.key), default.value, line=line)],
                [],
                [],
                lineno=line,
            )
            for default in defaults
        ]
        function = self._capture([*fill, *body], line, is_safe=True)
        return function, const(names), const(named)

    # -- Files

    def _tag_block(self) -> nodes.Block:
        """Read a block, which templates that extend this one may replace."""
        line = next(self.stream).lineno
        name = self.stream.expect("name").value
        if not name.isidentifier():
            self.fail(f"'{name}' cannot be the name of a block", line)
        is_outermost = not self.block
        self.block = self.block or name
        body = self._inner("endblock", depth=0)
        next(self.stream)
        self.stream.skip_if(f"name:{name}")
        if is_outermost:
            if self.uses_super:  # which Nunjucks runs first, wherever it stands
                own = name_of_ours(f"block_{name}")
                body = [do("scope.take_super", const(name), own, line=line), *body]
            self.block, self.uses_super = "", False
        enter, leave = do("scope.isolate", line=line), do("scope.leave", line=line)
        return nodes.Block(name, [enter, *body, leave], False, False, lineno=line)

    def _tag_extends(self) -> nodes.Extends:
        """Read the name of the template that this one extends."""
        line = next(self.stream).lineno
        return nodes.Extends(self.parse_expression(), lineno=line)

    def _tag_include(self) -> nodes.Output:
        """Read the name of a template whose output stands here."""
        line = next(self.stream).lineno
        name = self.parse_expression()
        may_lack = bool(
            self.stream.skip_if("name:ignore") and self.stream.skip_if("name:missing")
        )
        node = call_function("scope.include", name, const(may_lack), line=line)
        return nodes.Output([node], lineno=line)

    def _tag_import(self) -> nodes.ExprStmt:
        """Read the import of a whole template."""
        line = next(self.stream).lineno
        name = self.parse_expression()
        self.stream.expect("name:as")
        target = const(self.stream.expect("name").value)
        rest = (const(self._reads_context()), const(self._depth > 0))
        return do("scope.import_all", name, target, *rest, line=line)

    def _tag_from(self) -> nodes.ExprStmt:
        """Read the import of single macros and values."""
        line = next(self.stream).lineno
        name = self.parse_expression()
        self.stream.expect("name:import")
        pairs: list[tuple[str, str]] = []
        with_context = False
        while self.stream.current.type != "block_end":
            if pairs:
                self.stream.expect("comma")
            wanted = alias = self.stream.expect("name").value
            if wanted[:1] == "_":
                self.fail("names that start with '_' cannot be imported", line)
            if self.stream.skip_if("name:as"):
                alias = self.stream.expect("name").value
            with_context = self._reads_context()
            pairs.append((wanted, alias))
        if not pairs:
            self.fail("expected a name to import", line)
        rest = (const(with_context), const(self._depth > 0))
        return do("scope.import_some", name, const(tuple(pairs)), *rest, line=line)

    def _reads_context(self) -> bool:
        """Read ``with context``, ``without context`` or nothing."""
        wants = self.stream.skip_if("name:with")
        if wants or self.stream.skip_if("name:without"):
            self.stream.expect("name:context")
        return wants

    # -- The site's own

    def _shortcode(self, is_paired: bool) -> Nodes:
        """Read a tag of the site's own, and its content if it is one of a pair."""
        token = next(self.stream)
        line = token.lineno
        has_brackets = self.stream.current.type == "lparen"
        given, named = (
            self.read_arguments()
            if has_brackets
            else self.read_arguments_to("block_end")
        )
        head: Nodes = []
        if is_paired:
            body = self._capture(self._body(f"end{token.value}"), line, is_safe=True)
            next(self.stream)
            head, given = [body], [call_function(body.name, line=line), *given]
        node = call_function(
            "scope.run_tag", const(token.value), *given, line=line, named=named
        )
        return [*head, nodes.Output([node], lineno=line)]


def _written(parser: NunjucksParser, argument: nodes.Expr) -> str:
    """Take the name of a macro's argument."""
    if not (name := name_looked_up(argument)):
        parser.fail("an argument of a macro must be a name", argument.lineno)
    return name


def _without_output(body: Nodes) -> Nodes:
    """Let a template that extends another one print nothing outside its blocks."""
    kept: Nodes = []
    for node in body:
        if isinstance(node, nodes.Output):
            kept += [
                nodes.ExprStmt(child, lineno=child.lineno)
                for child in node.nodes
                if not isinstance(child, nodes.TemplateData)
            ]
        else:
            if isinstance(node, nodes.If | nodes.For):
                node.body = _without_output(node.body)
                node.else_ = _without_output(node.else_)
            kept.append(node)
    return kept
