"""What the command line asks of a build, as the build understands it."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from sitewright.model.build import Options


def options_of(arguments: Namespace, now: datetime) -> Options:
    """Take the options of ``build``.

    Args:
        arguments: Those of the command.
        now: The time of the build, in UTC.
    """
    return Options(
        now=now,
        base_url=(arguments.base_url or "").rstrip("/"),
        shows_drafts=arguments.drafts,
        shows_future=arguments.future,
        spares_lost=not arguments.strict,
    )
