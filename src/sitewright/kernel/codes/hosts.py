"""What can be wrong with files of hosts."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

HOST: Final = (
    Code(
        "HOST001",
        "near a limit of the host",
        "The files of the site hold more than four fifths of what the host takes: "
        "redirects, characters of a line, or rules.",
        "1,700 redirects for Cloudflare Pages, which takes 2,000",
        "Say with one pattern what many rules say. A policy is shorter if scripts and "
        "styles are in files.",
        is_warning=True,
    ),
    Code(
        "HOST002",
        "past a limit of the host",
        "The host takes no more redirects (Cloudflare Pages 2,000 and 100 patterns, "
        "S3 50 rules), or no more headers (Cloudflare Pages 100 patterns, CloudFront 10 "
        "headers of its own for each).",
        "2,001 redirects for Cloudflare Pages",
        "Say with one pattern what many rules say; for S3, list addresses one by one.",
    ),
    Code(
        "HOST003",
        "line too long for the host",
        "Cloudflare Pages reads 1,000 characters of a line about redirects, and 2,000 of "
        "one about headers; nginx 4,000 of a value.",
        "a very long target",
        "Shorten the addresses, or the value. A policy that is made from the pages has "
        "the hash of each script and style in them: put these into files.",
    ),
    Code(
        "HOST004",
        "host that cannot say gone",
        "Cloudflare Pages and S3 do not answer 410.",
        "/gone/: {status: 410}",
        "Leave the rule out: where nothing fits, they answer 404.",
        is_warning=True,
    ),
    Code(
        "HOST005",
        "target without TLS",
        "Cloudflare Pages leads to paths and to `https://` alone.",
        "/a/: http://example.org/",
        "Write `https://`.",
    ),
    Code(
        "HOST006",
        "placeholder that the host reads otherwise",
        "Cloudflare Pages and Netlify read a placeholder up to another place than is "
        "meant.",
        "/blog/:slug.html: /news/:slug/",
        "Let a placeholder fill the part between two slashes, or list the addresses.",
    ),
    Code(
        "HOST007",
        "address that the host keeps",
        "What lies below `/.netlify` is Netlify's own.",
        "/.netlify/x/: /",
        "Remove the rule.",
    ),
    Code(
        "HOST008",
        "too many placeholders",
        "The rules of servers have nine groups.",
        "a pattern with ten placeholders",
        "End the pattern in `*` earlier.",
    ),
    Code(
        "HOST009",
        "pattern that S3 cannot follow",
        "The rules of S3 replace the start of an address, and nothing else.",
        "/a/:b/: /c/:b/",
        "Write a pattern such as `/blog/*: /news/:splat`, or list the addresses.",
    ),
    Code(
        "HOST010",
        "status that S3 has not",
        "Objects of S3 that redirect answer 301, whatever is asked for.",
        "/old/: {to: /new/, status: 302}",
        "Leave the status out if 301 is right.",
        is_warning=True,
    ),
    Code(
        "HOST011",
        "query that the host does not look at",
        "Cloudflare Pages and S3 compare paths alone; Netlify, nginx, Apache and Caddy "
        "look at the query, too.",
        "/?p=12: /hello/   # with hosts: cloudflare",
        "Take the rule out, or let the host's own dashboard redirect such addresses.",
    ),
    Code(
        "HOST020",
        "file in the way of what a host is told",
        "A file of the site's own has the name of the file that tells the host of "
        "redirects or headers; they would be lost.",
        "static/_redirects   # with hosts: netlify",
        "Name it in `redirects_import` and move it out of the static folder, write its "
        "headers under `headers`, or take the host out of `hosts`.",
    ),
    Code(
        "HOST030",
        "header that cannot be sent",
        "The name, the value or the addresses of a header are none, it is set twice, or "
        "servers set it themselves. A value is one line of ASCII letters.",
        'headers: {"/*": {Location: /new/}}',
        "Correct what the message names. `false` takes away what a wider pattern sets.",
    ),
    Code(
        "HOST031",
        "headers that nobody sends",
        "`headers` or `security` is set, but no host is named that could be told: "
        "GitHub Pages sends no headers of a site's own.",
        "security: true   # without hosts",
        "Name where the site is published in `hosts`, or put the policy into the pages "
        "with `security.in_pages`.",
        is_warning=True,
    ),
    Code(
        "HOST032",
        "header that the host cannot take away",
        "Netlify has no way to leave out for some addresses what a wider pattern sets.",
        'headers: {"/*": {X-A: b}, "/x/": {X-A: false}}',
        "Set the header for narrower patterns, or a value that has no effect.",
    ),
    Code(
        "HOST033",
        "value that the host would change",
        "The host reads a part of the value as something else: Cloudflare Pages "
        "`:splat`, Apache `${` and an `expr=` at the start, Caddy `{$` and the backtick.",
        'headers: {"/*": {X-A: "${b}"}}',
        "Write the value without it.",
    ),
    Code(
        "HOST034",
        "header that the host cannot set",
        "nginx sends a `Content-Type` of its own besides; CloudFront follows one pattern "
        "at an address, without placeholders.",
        'headers: {"/x": {Content-Type: application/json}}   # with hosts: nginx',
        "Set it in the settings of the host itself, or for other patterns.",
        is_warning=True,
    ),
)
