"""Names that have a digest of the file in them, and style sheets that lead to these."""
