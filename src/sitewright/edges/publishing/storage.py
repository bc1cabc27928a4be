"""Storage: a bucket as the ``aws`` client sees it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from sitewright.edges.publishing.clients import Client, ClientError
from sitewright.edges.publishing.faults import PublishError
from sitewright.edges.publishing.objects import STORE
from sitewright.edges.publishing.work import Work
from sitewright.kernel.reports import count
from sitewright.model.publishing import Bucket

_MOST_DELETED: Final = 1000
_MOST_NAMED: Final = 100
_SHOWN: Final = 5


class Storage:
    """A bucket; keys count from its prefix."""

    def __init__(self, work: Work, bucket: Bucket) -> None:
        self.work = work
        self.bucket = bucket
        self.prefix = f"{bucket.prefix}/" if bucket.prefix else ""
        self.aws: Client = work.client("aws", {"AWS_PAGER": ""})

    def sizes(self) -> dict[str, int]:
        """List all objects with their sizes."""
        where = ("--bucket", self.bucket.name, "--prefix", self.prefix)
        query = "Contents[].[Key, Size]"
        listed = self._api("list-objects-v2", *where, "--query", query)
        rows = json.loads(listed or "null") or []
        return {key.removeprefix(self.prefix): size for key, size in rows}

    def read_all(self, keys: str) -> dict[str, str]:
        """Read all texts whose keys start alike, but for what is in the store."""
        with tempfile.TemporaryDirectory(dir=self.work.cache) as folder:
            store = f"{STORE.removeprefix(keys)}*"
            self._s3("cp", "--recursive", self.url(keys), folder, "--exclude", store)
            found = (place for place in Path(folder).rglob("*") if place.is_file())
            return {
                f"{keys}{place.relative_to(folder).as_posix()}": place.read_text(
                    "utf-8", "replace"
                )
                for place in found
            }

    def write_new(self, key: str, text: str) -> bool:
        """Write a text, unless there is one.

        Returns:
            Whether it was written.
        """
        with tempfile.NamedTemporaryFile(dir=self.work.cache) as file:
            file.write(text.encode())
            file.flush()
            words = ("--body", file.name, "--if-none-match", "*")
            try:
                self._api("put-object", *self._named(key), *words)
            except ClientError as failure:
                if "PreconditionFailed" in failure.said:
                    return False
                raise
        return True

    def write(self, texts: Mapping[str, str]) -> None:
        """Write texts, each under its key."""
        with tempfile.TemporaryDirectory(dir=self.work.cache) as folder:
            for key, text in texts.items():
                file = Path(folder, key)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
            self.send(Path(folder), "")

    def send(self, folder: Path, keys: str) -> None:
        """Send all files of a folder, under keys that start alike."""
        self._s3("cp", "--recursive", str(folder), self.url(keys))

    def copy(
        self, source: str, names: list[str] | None, headers: Mapping[str, str]
    ) -> None:
        """Copy objects inside the bucket to their place on the site.

        Args:
            source: How their keys start; the rest of them is the place.
            names: Those places; None for all that there are.
            headers: The headers that come with them.
        """
        told = [word for name, text in headers.items() for word in (f"--{name}", text)]
        words = (*told, "--metadata-directive", "REPLACE")
        way = ("cp", "--recursive", self.url(source), self.url(""))
        if names is None:
            self._s3(*way, *words)
            return
        for some in _in_parts(names, _MOST_NAMED):
            chosen = (word for name in some for word in ("--include", _plain(name)))
            self._s3(*way, *words, "--exclude", "*", *chosen)

    def redirect(self, key: str, location: str) -> None:
        """Write an empty object that sends visitors on."""
        where = ("--website-redirect-location", location)
        self._api("put-object", *self._named(key), *where)

    def delete(self, keys: Iterable[str]) -> None:
        """Delete objects."""
        for some in _in_parts(sorted(keys), _MOST_DELETED):
            listed = [{"Key": self.prefix + key} for key in some]
            request = json.dumps({"Objects": listed, "Quiet": True})
            with tempfile.NamedTemporaryFile("w", dir=self.work.cache) as file:
                file.write(request)
                file.flush()
                where = ("--bucket", self.bucket.name)
                words = ("delete-objects", *where, "--delete", f"file://{file.name}")
                self._refuse_errors(self._api(*words))

    def url(self, key: str) -> str:
        """Write the address of an object, or of all whose keys start alike."""
        return f"s3://{self.bucket.name}/{self.prefix}{key}"

    def _refuse_errors(self, answer: str) -> None:
        """Look for what was not deleted; the client does not call that a failure."""
        left = json.loads(answer or "{}").get("Errors", [])
        if left:
            keys = [f"{item.get('Key')}: {item.get('Message')}" for item in left]
            message = f"{count(len(left), 'object')} could not be deleted"
            raise PublishError("PUB003", message, notes=keys[:_SHOWN])

    def _named(self, key: str) -> tuple[str, ...]:
        return "--bucket", self.bucket.name, "--key", self.prefix + key

    def _s3(self, *words: str) -> None:
        words = ("s3", *words, "--no-progress", *self._options())
        self.aws.run(*words, each=self.work.progress.step)

    def _api(self, *words: str) -> str:
        return self.aws.run("s3api", *words, "--output", "json", *self._options())

    def _options(self) -> list[str]:
        given: Mapping[str, str] = {
            "--endpoint-url": self.bucket.endpoint,
            "--region": self.bucket.region,
            "--profile": self.bucket.profile,
        }
        return [word for item in given.items() if item[1] for word in item]


def _in_parts(items: list[str], size: int) -> Iterable[list[str]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def _plain(name: str) -> str:
    """Write a name so that the client reads no pattern in it."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
