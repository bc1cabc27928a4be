"""A story of its own: how a site stays whole while its pages and files move."""

from sitewright.pipeline.moving.finding import find_source
from sitewright.pipeline.moving.story import Planned, plan_move

__all__ = ["Planned", "find_source", "plan_move"]
