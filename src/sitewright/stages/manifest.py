"""Write the list of all files of a site, for whoever wants to check them."""

from __future__ import annotations

import json
from typing import Final

from sitewright.model.manifest import Manifest

VERSION: Final = 1


def format_manifest(manifest: Manifest) -> str:
    """Write a manifest as JSON, a file a line: the same text for the same site."""
    rows = [
        json.dumps(
            {
                "path": item.path,
                "sha256": item.sha256,
                "size": item.size,
                "source": item.source,
            },
            ensure_ascii=False,
        )
        for item in manifest.files
    ]
    files = ",\n    ".join(rows)
    head = f'{{\n  "version": {VERSION},\n  "digest": "{manifest.digest}",\n'
    return f'{head}  "files": [\n    {files}\n  ]\n}}\n'
