"""Front matter: the YAML, or JSON, at the head of a source."""

from sitewright.stages.frontmatter.splitting import (
    FrontMatterError,
    read_head,
    split_document,
    split_source,
)

__all__ = ["FrontMatterError", "read_head", "split_document", "split_source"]
