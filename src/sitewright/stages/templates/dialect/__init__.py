"""Nunjucks: the meaning of templates whose names end in ``.njk``."""
