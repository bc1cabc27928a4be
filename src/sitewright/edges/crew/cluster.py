"""The workers of a Dask cluster."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Final

from sitewright import __version__
from sitewright.edges.crew.engine import Engine
from sitewright.edges.crew.parcel import Parcel, keep, make_elsewhere, pack
from sitewright.kernel.diagnostics import Diagnostic, Findings, warning
from sitewright.kernel.reports import count
from sitewright.model.crew import (
    Costs,
    Made,
    Make,
    Recipe,
    Share,
    Turns,
    cut_into_shares,
    nothing,
)

SCHEME: Final = "dask://"

_SIZE: Final = 200_000
_PATIENCE: Final = 5


class ClusterError(Exception):
    """There is no such cluster, or no way to ask it."""


class Cluster:
    """Makes pages on the workers of a cluster, and some here meanwhile."""

    def __init__(self, address: str, root: Path, size: int = _SIZE) -> None:
        """Ask for the cluster.

        Args:
            address: ``dask://HOST:PORT``, of its scheduler.
            root: The project's folder.
            size: The size of a share, in characters of Markdown.

        Raises:
            ClusterError: Nobody answers there, or the address is none.
        """
        host, colon, port = address.removeprefix(SCHEME).rpartition(":")
        if not (address.startswith(SCHEME) and host and colon and port.isdecimal()):
            raise ClusterError("write dask://HOST:PORT, the address of a scheduler")
        try:
            from distributed import Client
        except ImportError as bad:
            raise ClusterError(
                f"Dask is not installed ({bad})\n"
                "Install it beside Sitewright: pip install 'sitewright[dask]'"
            ) from bad
        _hush()
        try:
            scheduler = f"tcp://{host}:{port}"
            client: Any = Client(  # type: ignore[no-untyped-call]
                scheduler, timeout=_PATIENCE, set_as_default=False
            )
        except (OSError, ValueError) as bad:
            raise ClusterError("nobody answers there") from bad
        if not client.scheduler_info()["workers"]:
            client.close()
            raise ClusterError("the cluster has no workers")
        self._client = client
        self._address = address
        self._root = root
        self._size = size
        self.findings: Findings = ()

    def ahead(
        self, _make: Make, _costs: Costs, _sooner: Sequence[Share] = ()
    ) -> AbstractContextManager[Turns]:
        """Begin nothing."""
        return nullcontext(nothing())

    def share_out(self, recipe: Recipe, make: Make, costs: Costs) -> Turns:
        """Send the shares off."""
        del make
        self.findings = ()
        shares = cut_into_shares(costs, self._size)
        parcels = self._send(pack(recipe, self._root))
        sent: dict[str, list[Future[Made]]] = {worker: [] for worker in parcels}
        executor = self._client.get_executor(pure=False)

        def submit(share: Share) -> Future[Made]:
            worker = min(
                sent, key=lambda worker: sum(not f.done() for f in sent[worker])
            )
            future: Future[Made] = executor.submit(
                make_elsewhere, parcels[worker], share
            )
            sent[worker].append(future)
            return future

        ahead = 2 * sum(self._client.nthreads().values())
        engine = Engine(submit, ahead, gives_back=True)
        try:
            yield from engine.take_turns(shares)
            if engine.failures:
                self.findings = (self._describe(engine.failures),)
        finally:
            self._client.close()

    def _send(self, parcel: Parcel) -> dict[str, Any]:
        """Send a parcel to each worker.

        Shares are made where their parcel is. It goes as a task, which is done again
        elsewhere if the worker dies; what is scattered is lost.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it is large
            return {
                worker: self._client.submit(
                    keep, parcel, workers=worker, allow_other_workers=True, pure=False
                )
                for worker in self._client.nthreads()
            }

    def _describe(self, failures: list[Exception]) -> Diagnostic:
        shares = count(len(failures), "share")
        kinds = {type(bad).__name__: str(bad) for bad in failures}
        kind, said = next(iter(kinds.items()))
        reason = f"{kind}: {said}".split("\n", 1)[0].rstrip(".: ")
        message = f"{self._address} could not make {shares} of the pages: {reason}"
        hint = f"each worker needs Sitewright {__version__}, and what hooks.py imports"
        return warning("JOB002", message, hint=hint)


def _hush() -> None:
    """Leave what goes wrong to this module, which reports it in other words."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"distributed", "tornado"}:
            logging.getLogger(name).setLevel(logging.CRITICAL)
