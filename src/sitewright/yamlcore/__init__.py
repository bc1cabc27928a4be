"""YAML as authors of an Eleventy site mean it, with the place of every value.

Stands between ``model`` and ``stages``: the front matter, ``site.yaml`` and data files
are all read here, so the same text means the same in each.
"""

from sitewright.yamlcore.core import read_yaml, read_yaml_file
from sitewright.yamlcore.strict_json import read_json, read_json_file

__all__ = ["read_json", "read_json_file", "read_yaml", "read_yaml_file"]
