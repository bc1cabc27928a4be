"""What a site's own ``hooks.py`` imports: ``from sitewright import hooks``.

Each decorator may stand alone, and the function's name is the hook's; or it is given a
name. Outside a build the decorators do nothing, so that functions can be tested::

    @hooks.filter
    def shout(text): ...

    @hooks.filter("louder")
    def make_louder(text): ...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, overload

from markupsafe import Markup

from sitewright.edges.hooks.registry import REGISTRY
from sitewright.model.hooks import HookKind, Item, Pages

__all__ = [
    "Item",
    "Markup",
    "Pages",
    "add_global",
    "collection",
    "computed",
    "data",
    "filter",
    "function",
    "paired_shortcode",
    "postprocessor",
    "preprocessor",
    "shortcode",
    "test",
]

Function = TypeVar("Function", bound=Callable[..., object])


class Decorator(Protocol):
    """Registers a function, and leaves it as it is."""

    def __call__(self, function: Function, /) -> Function:
        """Register the function below."""
        ...


@overload
def filter(name: Function, /) -> Function: ...  # noqa: A001 -- what templates call it
@overload
def filter(name: str = ..., /) -> Decorator: ...  # noqa: A001
def filter(name: Any = "", /) -> Any:  # noqa: A001
    """Make a filter: ``{{ title | shout }}``, ``{{ title | shout(times=3) }}``.

    The function gets the value in front of the bar, then what stands in brackets::

        @hooks.filter
        def shout(text, times=1):
            return text.upper() + "!" * times
    """
    return _register(HookKind.FILTER, name)


@overload
def test(name: Function, /) -> Function: ...
@overload
def test(name: str = ..., /) -> Decorator: ...  # noqa: PT028 -- no test of ours
def test(name: Any = "", /) -> Any:  # noqa: PT028
    """Make a test: ``{% if page.url is external %}``.

    The function gets the value in front of ``is``, and tells whether it passes::

        @hooks.test
        def external(url):
            return url.startswith("http")
    """
    return _register(HookKind.TEST, name)


@overload
def function(name: Function, /) -> Function: ...
@overload
def function(name: str = ..., /) -> Decorator: ...
def function(name: Any = "", /) -> Any:
    """Make a function that templates can call: ``{{ reading_time(content) }}``.

    For example::

        @hooks.function
        def reading_time(html):
            return max(1, len(html.split()) // 200)
    """
    return _register(HookKind.FUNCTION, name)


def add_global(name: str, value: object) -> None:
    """Give a value to every template: ``{{ build_year }}``.

    It must be plain: text, a number, a time, or lists and mappings of these. A page's
    own value of the same name comes first. For example::

        hooks.add_global("social", {"Mastodon": "https://example.social/@example"})
    """
    if registry := REGISTRY.get():
        registry.add_value(name, value)


@overload
def shortcode(name: Function, /) -> Function: ...
@overload
def shortcode(name: str = ..., /) -> Decorator: ...
def shortcode(name: Any = "", /) -> Any:
    """Make a tag: ``{% youtube "dQw4w9WgXcQ", title="A song" %}``.

    What it returns is escaped like any text, unless it is ``Markup``; values that are
    formatted into ``Markup`` are escaped::

        @hooks.shortcode
        def youtube(video, title=""):
            html = hooks.Markup('<iframe src="https://…/{}" title="{}"></iframe>')
            return html.format(video, title)
    """
    return _register(HookKind.SHORTCODE, name)


@overload
def paired_shortcode(name: Function, /) -> Function: ...
@overload
def paired_shortcode(name: str = ..., /) -> Decorator: ...
def paired_shortcode(name: Any = "", /) -> Any:
    """Make a pair of tags: ``{% callout "tip" %}…{% endcallout %}``.

    The function gets the HTML between the tags first, as ``Markup``, then what stands
    in the tag::

        @hooks.paired_shortcode
        def callout(inner, kind="note"):
            return hooks.Markup('<aside class="{}">{}</aside>').format(kind, inner)
    """
    return _register(HookKind.PAIRED_SHORTCODE, name)


@overload
def collection(name: Function, /) -> Function: ...
@overload
def collection(name: str = ..., /) -> Decorator: ...
def collection(name: Any = "", /) -> Any:
    """Make a collection: ``{% for item in collections.promoted %}``.

    The function gets the published pages, and returns pages, or a list or mapping of
    anything else::

        @hooks.collection("promoted")
        def promoted(pages):
            return [item for item in pages.all() if item["data"].get("promoted")]
    """
    return _register(HookKind.COLLECTION, name)


@overload
def computed(name: Function, /) -> Function: ...
@overload
def computed(name: str = ..., /) -> Decorator: ...
def computed(name: Any = "", /) -> Any:
    """Compute a value of every page's data, whether the page sets it or not.

    The function gets all the data of the page, ``page`` included. A key with dots is a
    nested one::

        @hooks.computed("meta.title")
        def meta_title(data):
            return data.get("meta", {}).get("title") or data.get("title")
    """
    return _register(HookKind.COMPUTED, name)


@overload
def data(name: Function, /) -> Function: ...
@overload
def data(name: str = ..., /) -> Decorator: ...
def data(name: Any = "", /) -> Any:
    """Make data for all pages, which each page may overrule.

    For example::

        @hooks.data("offices")
        def offices():
            return [{"city": "London"}, {"city": "Leeds"}]
    """
    return _register(HookKind.DATA, name)


@overload
def preprocessor(ending: Function, /) -> Function: ...
@overload
def preprocessor(*endings: str) -> Decorator: ...
def preprocessor(*endings: Any) -> Any:
    """Change the text of pages before it is read, or leave pages out.

    The function gets the page's data and its text without the front matter. It returns
    the new text, ``None`` to change nothing, or ``False`` to leave the page out of
    everything. Without endings it is told of all pages::

        @hooks.preprocessor(".md")
        def drop_internal(data, text):
            if data.get("internal"):
                return False
    """
    return _register_for(HookKind.PREPROCESSOR, endings)


@overload
def postprocessor(ending: Function, /) -> Function: ...
@overload
def postprocessor(*endings: str) -> Decorator: ...
def postprocessor(*endings: Any) -> Any:
    """Change the finished text of pages before it is written.

    The function gets the text and the path it will have, such as ``about/index.html``,
    and returns the text. Without endings it is told of all pages::

        @hooks.postprocessor(".html")
        def lazy_images(html, path):
            return html.replace("<img ", '<img loading="lazy" ')
    """
    return _register_for(HookKind.POSTPROCESSOR, endings)


def _register(kind: HookKind, name: object) -> object:
    """Register a function at once, or make what will when it is given one."""
    if callable(name):
        return _add(kind, None, name, ())
    return lambda function: _add(kind, None if name == "" else name, function, ())


def _register_for(kind: HookKind, endings: tuple[object, ...]) -> object:
    if len(endings) == 1 and callable(endings[0]):
        return _add(kind, None, endings[0], ())
    return lambda function: _add(kind, None, function, endings)


def _add(
    kind: HookKind, name: object, function: object, endings: tuple[object, ...]
) -> object:
    if registry := REGISTRY.get():
        registry.add(kind, name, function, endings)
    return function
