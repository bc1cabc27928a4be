"""Run a site's ``hooks.py`` and gather what it registers."""

from sitewright.edges.hooks.loading import load_hooks, run_hooks
from sitewright.edges.hooks.registry import REGISTRY, Registry

__all__ = ["REGISTRY", "Registry", "load_hooks", "run_hooks"]
