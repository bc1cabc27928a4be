"""A real API of S3 on loopback: moto's server, asked through the ``aws`` client.

Both come with ``pip install 'moto[server]' awscli``. ``.ci/run`` puts them into
``.ci/judges``, where they are looked for first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from conformance.hosts.servers import free_port, stop, wait_for

JUDGES = Path(__file__).parents[2] / ".ci/judges/bin"
PATH = os.pathsep.join((str(JUDGES), os.environ["PATH"]))
ENVIRONMENT = {
    "PATH": PATH,
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


def missing() -> str:
    """Say why there can be no S3; empty if there can."""
    for program in ("moto_server", "aws"):
        if not shutil.which(program, path=PATH):
            return f"{program} is not installed"
    return ""


@dataclass(frozen=True)
class S3:
    """A running service.

    Attributes:
        port: Where it listens.
    """

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> tuple[dict[str, str], bytes]:
        """Ask the service itself, which believes everybody: that is quick."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): text for name, text in headers.items()}
            named["Authorization"] = (
                "AWS4-HMAC-SHA256 Credential=testing/1/us-east-1/s3/"
            )
            connection.request(method, quote(path, safe="/?=&"), body, named)
            response = connection.getresponse()
            content = response.read()
            assert response.status < 300, content
            return {k.lower(): v for k, v in response.getheaders()}, content
        finally:
            connection.close()

    def make(self, bucket: str) -> None:
        self.ask("PUT", f"/{bucket}")

    def stamps(self, bucket: str) -> dict[str, str]:
        """When each object was written."""
        _, listed = self.ask("GET", f"/{bucket}?list-type=2")
        found = ElementTree.fromstring(listed).iterfind("{*}Contents")
        return {
            item.findtext("{*}Key", ""): item.findtext("{*}LastModified", "")
            for item in found
        }

    def files(self, bucket: str) -> dict[str, bytes]:
        """The bytes of each object."""
        return {
            key: self.ask("GET", f"/{bucket}/{key}")[1] for key in self.stamps(bucket)
        }

    def copy(self, bucket: str, other: str) -> None:
        """Copy all objects into another bucket."""
        for key in self.stamps(bucket):
            source = quote(f"/{bucket}/{key}")
            self.ask("PUT", f"/{other}/{key}", x_amz_copy_source=source)


@contextmanager
def s3(folder: Path) -> Iterator[S3]:
    """Run the service for the length of a block."""
    port, log = free_port(), folder / "log"
    with log.open("wb") as output:
        program = shutil.which("moto_server", path=PATH)
        server = subprocess.Popen(
            [program, "-H", "127.0.0.1", "-p", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        wait_for(port, server, log)
        yield S3(port)
    finally:
        stop(server)
