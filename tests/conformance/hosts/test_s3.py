"""What is written for S3, in a server of S3 websites, and in the hands of the AWS client.

``s3rver`` comes with ``npm ci`` in this folder. It has no 403, no empty prefix, and does
not encode what it puts into an address: ``interpreters.py`` knows what S3 itself does.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import pytest

from conformance.hosts.cases import CONFIG, SITE, redirect
from conformance.hosts.servers import ask, free_port, running
from sitewright.kernel.diagnostics import has_errors
from sitewright.stages.hosts.s3 import write_s3_objects, write_s3_website

S3RVER = Path(__file__).parent / "node_modules/.bin/s3rver"
BUCKET = "www.example.com"
HOME = f"http://{BUCKET}/"

REDIRECTS = (
    redirect("/old/", "/about/"),
    redirect("/old.html", "/about/#team"),
    redirect("/old/deep/page/", "/news/first/?from=old#top"),
    redirect("/café/", "/über/"),
    redirect("/mit leer/", "/about/"),
    redirect('/"quoted"/', "/about/"),
    redirect("/a+b&c=d;e,f/", "/about/"),
    redirect("/50%/", "/about/"),
    redirect("/(a|b)[c]^d/", "/about/"),
    redirect("/away/", "https://example.org/a%20b?x=1"),
    redirect("/blog/special/", "/about/"),
    redirect("/blog/*", "/news/:splat"),
    redirect("/shut/*", "/about/"),
    redirect("/elsewhere/*", "https://example.org/e/:splat"),
    redirect("/temporary/*", "/news/:splat", 302),
    redirect("/docs/*", "/news/:splat"),
)

ANSWERS = [
    # a page has three spellings; the visitor's query is lost
    ("/old/", 301, "/about/"),
    ("/old", 301, "/about/"),
    ("/old/index.html", 301, "/about/"),
    ("/old/?x=1", 301, "/about/"),
    ("/old.html", 301, "/about/#team"),
    ("/old/deep/page", 301, "/news/first/?from=old#top"),
    ("/caf%C3%A9/", 301, "/%C3%BCber/"),
    ("/caf%c3%a9", 301, "/%C3%BCber/"),
    ("/mit%20leer/", 301, "/about/"),
    ("/%22quoted%22", 301, "/about/"),
    ("/a%2Bb%26c%3Dd%3Be%2Cf/", 301, "/about/"),
    ("/50%25/", 301, "/about/"),
    ("/(a%7Cb)%5Bc%5D%5Ed/", 301, "/about/"),
    ("/away/", 301, "https://example.org/a%20b?x=1"),
    # patterns, where there is no object
    ("/blog/special/", 301, "/about/"),
    ("/blog/first/", 301, f"{HOME}news/first/"),
    ("/blog/first/more.pdf", 301, f"{HOME}news/first/more.pdf"),
    ("/blog/", 301, f"{HOME}news/"),
    ("/blog", 301, "/news/"),
    ("/shut/this/", 301, f"{HOME}about/"),
    ("/shut", 301, "/about/"),
    ("/elsewhere/x", 301, "https://example.org/e/x"),
    ("/temporary/x/", 302, f"{HOME}news/x/"),
    ("/docs/v1/", 301, f"{HOME}news/v1/"),
    ("/docs/v2/", 200, ""),
    # everything else
    ("/", 200, ""),
    ("/about/", 200, ""),
    ("/%C3%BCber/", 200, ""),
    ("/feed.xml", 200, ""),
    ("/nowhere/", 404, ""),
    ("/OLD/", 404, ""),
    ("/blogs/", 404, ""),
    ("/older/", 404, ""),
]


@pytest.fixture(scope="module")
def written():
    texts = []
    for write in (write_s3_website, write_s3_objects):
        text, findings = write(REDIRECTS, CONFIG)
        assert not has_errors(findings)
        texts.append(text)
    return texts


@pytest.fixture(scope="module")
def bucket(written, tmp_path_factory):
    if not S3RVER.exists() or not shutil.which("node"):
        pytest.skip("no s3rver: run npm ci in tests/conformance/hosts")
    folder = tmp_path_factory.mktemp("s3")
    port = free_port()
    where = ["--directory", str(folder), "--port", str(port)]
    with running([str(S3RVER), *where, "--address", "127.0.0.1"], port, folder):
        put(port, "")
        put(port, "?website", as_xml(json.loads(written[0])))
        for path, text in SITE.items():
            put(port, quote(path), text.encode())
        for item in json.loads(written[1]):
            put(port, quote(item["key"]), b"", item["location"])
        yield port


def put(port, key, body=b"", location=""):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"x-amz-acl": "public-read"}
    if location:
        headers["x-amz-website-redirect-location"] = location
    connection.request("PUT", f"/{BUCKET}/{key}", body, headers)
    response = connection.getresponse()
    assert response.status == 200, response.read()
    connection.close()


def as_xml(settings):
    """Write settings as the AWS client sends them."""
    root = ElementTree.Element("WebsiteConfiguration")
    fill(root, settings)
    return ElementTree.tostring(root)


def fill(element, value):
    if isinstance(value, str):
        element.text = value
        return
    for name, part in value.items():
        child = ElementTree.SubElement(element, name)
        for item in part if isinstance(part, list) else ():
            fill(ElementTree.SubElement(child, name.removesuffix("s")), item)
        if not isinstance(part, list):
            fill(child, part)


@pytest.mark.parametrize(("request_line", "status", "location"), ANSWERS)
def test_s3_answers_as_planned(bucket, request_line, status, location):
    found, where, body = ask(bucket, request_line, BUCKET)
    assert (found, where) == (status, location)
    assert ("NOTFOUND" in body) == (status == 404)


@pytest.fixture(scope="module")
def aws(bucket):
    if not shutil.which("aws"):
        pytest.skip("the AWS client is not installed")
    address = f"http://127.0.0.1:{bucket}"

    def run(*words):
        done = subprocess.run(
            ["aws", "--endpoint-url", address, "--output", "json", "s3api", *words],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env=os.environ
            | {
                "AWS_ACCESS_KEY_ID": "S3RVER",
                "AWS_SECRET_ACCESS_KEY": "S3RVER",
                "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_EC2_METADATA_DISABLED": "true",
            },
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout or "null")

    return run


def test_the_aws_client_takes_the_settings(aws, written, tmp_path):
    file = tmp_path / "s3-website.json"
    file.write_text(written[0], "utf-8")
    put_it = "put-bucket-website", "--website-configuration", f"file://{file}"
    aws(*put_it, "--bucket", BUCKET)
    assert aws("get-bucket-website", "--bucket", BUCKET) == json.loads(written[0])


@pytest.mark.parametrize("name", ['"quoted"', "café", "away"])
def test_the_aws_client_takes_the_objects(aws, written, bucket, name):
    (item,) = (i for i in json.loads(written[1]) if i["key"] == name)
    key, location = item["key"], item["location"]
    where = "--bucket", BUCKET, "--key", key
    aws("put-object", *where, "--website-redirect-location", location)
    head = aws("head-object", *where)
    assert head["WebsiteRedirectLocation"] == location
    assert unquote(ask(bucket, quote(f"/{key}"), BUCKET)[1]) == unquote(location)
