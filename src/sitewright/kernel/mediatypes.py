"""Name the content type of a file by its ending."""

from __future__ import annotations

from typing import Final

HTML: Final = "text/html; charset=utf-8"

_TEXT: Final = {
    "atom": "application/atom+xml",
    "css": "text/css",
    "csv": "text/csv",
    "htm": "text/html",
    "html": "text/html",
    "ics": "text/calendar",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "map": "application/json",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "rdf": "application/rdf+xml",
    "rss": "application/rss+xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "vcf": "text/vcard",
    "vtt": "text/vtt",
    "webmanifest": "application/manifest+json",
    "xhtml": "application/xhtml+xml",
    "xml": "application/xml",
    "xsl": "application/xml",
    "yaml": "application/yaml",
    "yml": "application/yaml",
}
_BINARY: Final = {
    "7z": "application/x-7z-compressed",
    "apng": "image/apng",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eot": "application/vnd.ms-fontobject",
    "epub": "application/epub+zip",
    "gif": "image/gif",
    "gz": "application/gzip",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "jxl": "image/jxl",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odt": "application/vnd.oasis.opendocument.text",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ttf": "font/ttf",
    "wasm": "application/wasm",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_TYPES: Final = {
    **_BINARY,
    **{ending: f"{name}; charset=utf-8" for ending, name in _TEXT.items()},
}


def media_type_of(path: str) -> str:
    """Name the content type of a file; of an unknown one it is plain bytes."""
    ending = path.rpartition("/")[2].rpartition(".")[2].lower()
    return _TYPES.get(ending, "application/octet-stream")
