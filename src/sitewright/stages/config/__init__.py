"""The settings of a site."""

from sitewright.stages.config.addresses import url_problem
from sitewright.stages.config.markdown import MARKDOWN_KEYS
from sitewright.stages.config.navigation import ENTRY_KEYS
from sitewright.stages.config.passthrough import place_of_copy, place_of_folder
from sitewright.stages.config.site import KEYS, read_config

__all__ = [
    "ENTRY_KEYS",
    "KEYS",
    "MARKDOWN_KEYS",
    "place_of_copy",
    "place_of_folder",
    "read_config",
    "url_problem",
]
