"""From Markdown text to the body of a page."""
