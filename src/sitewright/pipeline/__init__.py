"""The whole build: a pure function from a snapshot of the sources to a site's files.

``site`` tells the story; the other modules are its chapters.
"""
