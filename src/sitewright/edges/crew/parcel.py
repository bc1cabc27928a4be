"""Send a site to processes that start with nothing, and make its pages there.

What is packed here is only ever unpacked by processes that this one has started, or by
the workers of a cluster that the user has named.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import cast

from sitewright import __version__
from sitewright.edges.dwelling import own_python
from sitewright.edges.hooks import run_hooks
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.digests import Digest, digest_of_bytes
from sitewright.kernel.frozen import replace
from sitewright.model.crew import Made, Make, Recipe, Share
from sitewright.model.document import Source
from sitewright.model.hooks import NONE


@dataclass(frozen=True, slots=True)
class Parcel:
    """A site, packed.

    Attributes:
        content: The recipe, but for the hooks, which are loaded anew.
        digest: Digest of the content.
    """

    content: bytes
    digest: Digest


class OtherVersionError(Exception):
    """The worker has another version of Sitewright."""


def pack(recipe: Recipe, root: Path) -> Parcel:
    """Pack a site.

    Args:
        recipe: What to make.
        root: The project's folder, of which hooks may ask where they are.
    """
    hooks = recipe.workspace.hooks
    plain = replace(recipe, workspace=replace(recipe.workspace, hooks=NONE))
    packed = (__version__, str(root), hooks.sources, plain)
    content = pickle.dumps(packed, pickle.HIGHEST_PROTOCOL)
    return Parcel(content, digest_of_bytes(content))


def keep(parcel: Parcel) -> Parcel:
    """Keep a parcel where it came to."""
    return parcel


def unpack(parcel: Parcel) -> Recipe:
    """Unpack a site, and run its hooks.

    Raises:
        OtherVersionError: Another version has packed it.
    """
    version, *rest = pickle.loads(parcel.content)  # noqa: S301 -- see above
    if version != __version__:
        raise OtherVersionError(f"there is Sitewright {__version__}, not {version}")
    root, sources, recipe = cast("tuple[str, tuple[Source, ...], Recipe]", rest)
    texts = {source.path: source for source in sources}

    def find(path: str) -> Checked[Source | None]:
        return texts.get(path), ()

    hooks = run_hooks(find, Path(root))
    return replace(recipe, workspace=replace(recipe.workspace, hooks=hooks))


class Workshop:
    """Where a process makes shares of the site that it was sent last."""

    def __init__(self) -> None:
        self._digest: Digest | None = None
        self._make: Make | None = None
        self._lock = Lock()

    def make(self, parcel: Parcel, share: Share) -> Made:
        """Make a share; the site is planned once."""
        with self._lock, own_python():
            if self._make is None or self._digest != parcel.digest:
                recipe = unpack(parcel)
                self._make = recipe.prepare(recipe)
                self._digest = parcel.digest
            return self._make(share)


_WORKSHOP = Workshop()


def make_elsewhere(parcel: Parcel, share: Share) -> Made:
    """Make a share in a process that may have made others of the same site."""
    return _WORKSHOP.make(parcel, share)
