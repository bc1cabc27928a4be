"""Data files, by format."""

from sitewright.stages.datafiles.reading import DATA_ENDINGS, read_data_file

__all__ = ["DATA_ENDINGS", "read_data_file"]
