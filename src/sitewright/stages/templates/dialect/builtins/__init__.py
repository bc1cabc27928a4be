"""The filters, tests and functions that Nunjucks 3.2.4 brings along."""
