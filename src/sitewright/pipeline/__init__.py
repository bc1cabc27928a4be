"""The whole build: a pure function from a snapshot of the sources to a site's files.

``site`` tells the story; the other modules are its chapters.
"""

from sitewright.pipeline.menu import build_menu
from sitewright.pipeline.one_file import build_body
from sitewright.pipeline.site import build_site

__all__ = ["build_body", "build_menu", "build_site"]
