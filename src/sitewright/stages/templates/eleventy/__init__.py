"""The filters that Eleventy always adds, and those of eleventy-navigation."""

from sitewright.stages.templates.eleventy.filters import make_eleventy_filters

__all__ = ["make_eleventy_filters"]
