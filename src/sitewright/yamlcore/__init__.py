"""YAML as authors of an Eleventy site mean it, with the place of every value.

Stands between ``model`` and ``stages``: the front matter and ``site.yaml`` are both
read here, so the same text means the same in both.
"""

from sitewright.yamlcore.core import read_yaml

__all__ = ["read_yaml"]
