"""Attribute lists (``{.class #id key=value}``), after markdown-it-attrs 5.0.1.

The behaviour is the plugin's, oddities included, because authors' pages were
written against it; ``tests/conformance/attributes`` compares the two byte by byte.
"""
