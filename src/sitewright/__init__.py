"""A static site generator that will not let you break your own site."""

__version__ = "0.1.0"
