"""A quick way through Markdown whose meaning is beyond doubt.

Most of what people write needs no parser: a paragraph is its lines, emphasis stands in
pairs, a link is closed. Such text becomes HTML here at once, without tokens, and as
the parser would have it; whatever might be read otherwise is declined, and the parser
reads it. ``page.render_swiftly`` is the way in.
"""
