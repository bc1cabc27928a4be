"""Every diagnostic code, once: what it means, an example, and the cure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import fill, indent

AREAS = {
    "CFG": "Settings (`site.yaml`)",
    "SRC": "Source files",
    "FM": "Front matter",
    "DAT": "Data files",
    "URL": "Addresses",
    "MD": "Markdown",
    "NAV": "Navigation",
    "RED": "Redirects",
    "TPL": "Templates",
    "HOOK": "Python of the site's own (`hooks.py`)",
    "HOST": "Files of hosts",
    "SEC": "Security",
    "MOV": "Moving (`sitewright move`)",
    "OUT": "Output",
    "PUB": "Publishing",
}


@dataclass(frozen=True, slots=True)
class Code:
    """One diagnostic code.

    Attributes:
        name: Area and three digits; never used again for something else.
        title: What is wrong, in a few words.
        cause: How it comes about.
        example: Something that gives rise to it, as it would be written.
        cure: What to do.
    """

    name: str
    title: str
    cause: str
    example: str
    cure: str


_ALL = (
    Code(
        "CFG001",
        "unknown setting",
        "`site.yaml` has a key that means nothing, so it would have no effect.",
        "titel: Example Consulting",
        "Correct the spelling. Values of your own go under `extra`.",
    ),
    Code(
        "CFG002",
        "setting of the wrong kind",
        "The value is not of the kind that the setting needs.",
        "markdown: {heading_ids: sometimes}",
        "Write the kind of value that the message asks for.",
    ),
    Code(
        "CFG003",
        "setting missing",
        "A site needs a `title`, and a `url` for canonical links, feed and sitemap.",
        "title: Example Consulting   # and no url",
        "Add the line that the message shows.",
    ),
    Code(
        "CFG004",
        "the site's address is not one",
        "`url` must be the full address of the home page.",
        "url: www.example.com",
        "Write it as `https://www.example.com`.",
    ),
    Code(
        "CFG005",
        "unusable folder",
        "A folder lies outside the project, or the output would mix with the sources.",
        "paths: {output: content}",
        "Give each its own folder inside the project.",
    ),
    Code(
        "CFG006",
        "the feed has no collection",
        "`feed.collection` names a collection that no published page belongs to.",
        "feed: {collection: insight}   # the tag is 'insights'",
        "Correct the name, or set `feed: false`.",
    ),
    Code(
        "CFG007",
        "setting without effect",
        "The setting has a meaning in a later version; this one would pass over it.",
        "redirects: {/old.pdf: /new.pdf}",
        "Remove it, or leave it empty.",
    ),
    Code(
        "CFG008",
        "nothing to copy",
        "`paths.passthrough` names a file or folder that does not exist, or a pattern "
        "that no file matches.",
        "paths: {passthrough: [content/asets]}",
        "Correct the path; it counts from the folder of `site.yaml`.",
    ),
    Code(
        "CFG009",
        "collection declared, and a tag",
        "A collection of the settings has the name of a tag that pages have, so it could "
        "be either.",
        "collections: {news: {from: 'news/**'}}   # and pages with 'tags: news'",
        "Give it another name, or leave the tag to make the collection.",
    ),
    Code(
        "CFG010",
        "collection without pages",
        "A collection of the settings has no members: no page, published or waiting, "
        "has what it asks for.",
        "collections: {news: {from: 'nwes/**'}}",
        "Correct `from` or `where`; patterns count from the content folder.",
    ),
    Code(
        "SRC001",
        "unreadable file",
        "The system would not let the file be read, or it vanished meanwhile.",
        "a page without read permission",
        "Restore the file or its permissions.",
    ),
    Code(
        "SRC002",
        "not UTF-8",
        "Text must be UTF-8; anything else would be published garbled.",
        "a page saved as Latin-1 or UTF-16",
        "Save the file as UTF-8.",
    ),
    Code(
        "SRC003",
        "link not followed",
        "A symbolic link leads to a folder or out of the project; following it could "
        "publish private files.",
        "static/home -> /home",
        "Copy what is meant into the project.",
    ),
    Code(
        "SRC004",
        "dangling link",
        "A symbolic link leads nowhere, so a page or file would be missing.",
        "content/team.md -> ../gone.md",
        "Remove the link, or restore what it points to.",
    ),
    Code(
        "SRC005",
        "neither file nor folder",
        "A pipe, socket or device lies among the sources; reading it could hang.",
        "mkfifo content/pipe.md",
        "Move it away.",
    ),
    Code(
        "SRC006",
        "not a page",
        "Only Markdown files become pages; other files in the content folder, but for "
        "data, are neither built nor copied.",
        "content/logo.png",
        "Put files that are to be copied into the static folder, or name them in "
        "`paths.passthrough`.",
    ),
    Code(
        "SRC007",
        "unusable file name",
        "The name is not UTF-8, or has control characters.",
        "a file name with a line break in it",
        "Rename the file.",
    ),
    Code(
        "SRC008",
        "no pages",
        "The content folder has no page: publishing would replace a site by nothing.",
        "paths: {content: contents}   # the folder is 'content'",
        "Write a page, or correct `paths.content`.",
    ),
    Code(
        "SRC010",
        "hidden file not published",
        "A name that starts with a dot is left out, so that no `.env` or editor's file "
        "is ever published. Hosts' own files, such as `.well-known`, are published.",
        "static/.env",
        "Rename the file if it is meant for visitors; else move it away.",
    ),
    Code(
        "SRC011",
        "unreadable line of an ignore file",
        "A line of `.gitignore` or `.eleventyignore` is no pattern, so it leaves "
        "nothing out.",
        "!",
        "Correct the line, or remove it.",
    ),
    Code(
        "SRC012",
        "left out here, and built by Eleventy",
        "A line of an ignore file without a slash, or with `!`, means what it means to "
        "git: names at any depth. Eleventy takes it for a path from the file's folder, "
        "so a site that comes from there may miss pages.",
        "*.draft.md   # in .gitignore",
        "Nothing, if the pages shall not be published; a line with the whole path, such "
        "as `content/**/*.draft.md`, means the same to both and says so.",
    ),
    Code(
        "FM001",
        "front matter never closed",
        "The file starts with `---`, and no later line closes the front matter. "
        "Publishing it would show the metadata as text.",
        "---\ntitle: About\n\nText",
        "Add a line `---` after the last field.",
    ),
    Code(
        "FM002",
        "unreadable YAML",
        "The YAML (or JSON) breaks its own rules.",
        "title: Delivery: the basics",
        "Follow the hint; most often a value needs quotes.",
    ),
    Code(
        "FM003",
        "not a mapping",
        "Front matter, `site.yaml` and the data of a folder or page must be "
        "`key: value` lines.",
        "---\njust text\n---",
        "Write fields, or remove both fences.",
    ),
    Code(
        "FM004",
        "key set twice",
        "YAML would silently keep one of the two values.",
        "title: About\ntitle: About us",
        "Remove one.",
    ),
    Code(
        "FM005",
        "unknown front matter language",
        "Front matter is YAML or JSON; TOML is not read.",
        "+++\ntitle = 'About'\n+++",
        "Write it as YAML between `---` lines.",
    ),
    Code(
        "FM006",
        "list item is a comment",
        "An unquoted `#` starts a comment, so the item is empty.",
        "tags:\n  - #servicePromoted",
        "Put the item in quotes: `'#servicePromoted'`.",
    ),
    Code(
        "FM007",
        "impossible value",
        "The value looks like a date or number, and there is none such.",
        "date: 2024-02-30",
        "Correct it, or put it in quotes to make it text.",
    ),
    Code(
        "FM008",
        "tag refused",
        "YAML tags that would make anything but plain values are never followed.",
        "title: !!python/name:os.system",
        "Remove the tag.",
    ),
    Code(
        "FM009",
        "too much nesting",
        "Aliases that multiply, refer to themselves, or nest too deeply.",
        "a: &a [*a]",
        "Write the values out.",
    ),
    Code(
        "FM010",
        "field of the wrong kind",
        "The value is not of the kind that the field needs.",
        "title: [About, us]",
        "Write the kind of value that the message asks for.",
    ),
    Code(
        "FM011",
        "reserved name",
        "The name belongs to Sitewright (as to Eleventy); a page cannot set it.",
        "content: Some text",
        "Give the value another name.",
    ),
    Code(
        "FM012",
        "hidden name",
        "Templates see Sitewright's own value under this name, never the page's or a "
        "data file's.",
        "toc: true",
        "Give the value another name.",
    ),
    Code(
        "FM013",
        "not a date",
        "`date`, or the date in the file's path, cannot be understood.",
        "date: tomorrow",
        "Write it as `2025-03-21` or `2025-03-21T15:24:33Z`.",
    ),
    Code(
        "FM014",
        "key looks misspelt",
        "The key has no meaning, and is very like one that has.",
        "pendng: true",
        "Correct the spelling, or give a value of your own a less similar name.",
    ),
    Code(
        "FM015",
        "key not understood by this version",
        "Eleventy gives the key a meaning that this version does not follow; the page "
        "would come out differently.",
        "pagination: {data: collections.all, size: 10}",
        "Follow the hint.",
    ),
    Code(
        "DAT001",
        "unreadable data file",
        "The TOML or CSV breaks its own rules.",
        "title = Example   # in TOML, text needs quotes",
        "Follow the message.",
    ),
    Code(
        "DAT002",
        "uneven table",
        "A CSV file needs a first row that names each column, all differently, and as "
        "many values in every other row.",
        "name,role\nAda,Director, Board",
        "Correct the row; a value that contains a comma must be in quotes.",
    ),
    Code(
        "DAT003",
        "two data files, one value",
        "Two data files set the same value, and the two cannot be merged: one is a "
        "mapping or a list, the other is not.",
        "data/team.yaml with a list, and data/team.json with a mapping",
        "Rename one, or give both the same kind of value.",
    ),
    Code(
        "DAT004",
        "reserved name of a data file",
        "The name belongs to Sitewright (as to Eleventy); data cannot set it.",
        "data/page.yaml",
        "Give the file another name.",
    ),
    Code(
        "DAT005",
        "data of no page",
        "A data file in the content folder is called neither like its folder nor like a "
        "page beside it, or there is no page below; so it applies to none.",
        "content/blog/blogs.json",
        "Call it like its folder (`blog/blog.json`) or like the page (`blog/post.json` "
        "for `blog/post.md`); data for the whole site goes into the data folder.",
    ),
    Code(
        "DAT006",
        "not read as data",
        "A file in the data folder has no ending of a data file, or a folder `_data` is "
        "not the one that `paths.data` names.",
        "data/team.xlsx",
        "Save it in a format that is read, move it away, or correct `paths.data`.",
    ),
    Code(
        "DAT007",
        "JavaScript is not run",
        "Eleventy runs data files and templates that are JavaScript; Sitewright is "
        "written in Python and passes them over.",
        "data/build.js",
        "Write plain data as YAML or JSON. What must be computed goes into `hooks.py`.",
    ),
    Code(
        "URL001",
        "file name cannot be an address",
        "The path of a page is its address, and this one has characters that an "
        "address cannot have.",
        "content/what?.md",
        "Rename the file, or give the page a `permalink`.",
    ),
    Code(
        "URL002",
        "permalink cannot be an address",
        "The permalink leaves the site, has no file ending or trailing slash, or has "
        "characters that an address cannot have.",
        "permalink: ../other/",
        "Write a path such as `/about/team/`.",
    ),
    Code(
        "URL003",
        "two sources, one address",
        "Two files would be written to the same place; one would be lost. Pages of one "
        "pagination clash like that if the `permalink` is the same for all of them.",
        "permalink: /about/   # and there is about.md",
        "Give one of them another `permalink` or name; let the `permalink` of a "
        "pagination contain its number, or a part of its items.",
    ),
    Code(
        "URL004",
        "addresses that some computers take for one",
        "The addresses differ only in letter case or Unicode form. macOS, Windows and "
        "some hosts keep only one of them.",
        "About.md and about.md",
        "Rename one.",
    ),
    Code(
        "URL005",
        "a file where a folder is needed",
        "One address is a file, another lies below it as if it were a folder.",
        "permalink: /docs.html and permalink: /docs.html/more/",
        "Give one of them another address.",
    ),
    Code(
        "URL010",
        "address lost",
        "`urls.txt` says that the address was published, or redirected, and nothing "
        "answers for it now. Whoever kept it, or links to it, finds an error page.",
        "live  /about/   # and about.md is called about-us.md now",
        "Redirect it (`redirect_from`, or `redirects` in the settings), give a page its "
        "address back, or say `sitewright ledger accept --gone /about/`.",
    ),
    Code(
        "URL011",
        "line of the ledger that cannot be read",
        "A line of `urls.txt` is not a state (`live`, `moved`, `gone`) and an address, or "
        "a merge left its marks there.",
        "lvie  /about/",
        "Write `live  /about/`.",
    ),
    Code(
        "URL012",
        "address twice in the ledger",
        "`urls.txt` has two lines about one address, perhaps in two spellings. In two "
        "states, it cannot be right; in one, a merge may have brought both.",
        "live  /about/   # and gone  /about",
        "Remove the line that is wrong; `sitewright ledger accept` removes what is only "
        "repeated.",
    ),
    Code(
        "URL013",
        "ledger out of order",
        "The lines of `urls.txt` are not sorted by their addresses, so that changes to "
        "it are hard to read and to merge. It is understood all the same.",
        "live  /b/   # and below it live  /a/",
        "Run `sitewright ledger accept`, which sorts it.",
    ),
    Code(
        "URL014",
        "ledger of another version",
        "The first line of `urls.txt` names a version of the file that this Sitewright "
        "does not know.",
        "# Sitewright URL ledger, version 2",
        "Use the Sitewright that wrote it, or a later one.",
    ),
    Code(
        "URL015",
        "old site that cannot be read",
        "What `sitewright ledger import` is to read is not there, is no sitemap, no list "
        "of addresses and no output folder, or is larger than 64 MiB. Sitemaps with a "
        "DOCTYPE are refused: the entities in it can be made to fill any memory.",
        "sitewright ledger import feed.rss",
        "Name an output folder, a sitemap (packed or not), or a text file with an "
        "address on each line.",
    ),
    Code(
        "URL016",
        "address of another site",
        "An address that was to be imported is on another host, has a query, or cannot "
        "be a place on this site. It is left out.",
        "https://old.example.com/about/   # and url: https://www.example.com",
        "Import again with `--host old.example.com` if that was the site's name once.",
    ),
    Code(
        "FM016",
        "computed values in a circle",
        "Values under `eleventyComputed` may look at one another, but not in a circle: "
        "then none of them could be first.",
        "eleventyComputed: {title: '{{ name }}', name: '{{ title }}'}",
        "Let one of them do without the others.",
    ),
    Code(
        "FM017",
        "pagination that divides nothing",
        "`pagination` needs `data`, the name of a list, mapping or collection, and "
        "`size`, how many items a page has.",
        "pagination: {data: collections.nwes, size: 10}",
        "Correct the name, or add what is missing.",
    ),
    Code(
        "FM018",
        "paginations that need one another",
        "What divides a collection needs all pages that are in it, and its own are among "
        "them, or those of another pagination that waits for it.",
        "tags: news\npagination: {data: collections.news, size: 10}",
        "Take the tag away, or name the collection in `eleventyExcludeFromCollections`.",
    ),
    Code(
        "MD001",
        "attribute list shown as text",
        "The list stands where it belongs to no element: in the middle of a line, "
        "before a full stop, in front of another list, or inside raw HTML.",
        "Call us {.lead} today.",
        "Move it to the very end of its block, or right behind a link, picture, code or "
        "emphasis. Write `\\{` for a brace that readers should see.",
    ),
    Code(
        "MD002",
        "attribute list that says something else",
        "A value without quotes ends at the first space, and every further word becomes "
        "an attribute of its own. Single quotes do not quote.",
        "[Call us](/contact/){title=Book a call}",
        'Write `title="Book a call"`; and for a class `.name`, not `name`.',
    ),
    Code(
        "MD003",
        "id used twice",
        "Two elements of a page have the same id, so links lead to the first of them "
        "only, and scripts and screen readers may mix them up.",
        "## Fees {#costs}\n\n## Expenses {#costs}",
        "Give one of them another id.",
    ),
    Code(
        "MD004",
        "comment that visitors can read",
        "An HTML comment with more than ten words is published with the page: a browser "
        "does not show it, but its source does.",
        "<!-- ### Old section: we no longer offer this to anybody at all -->",
        "Remove it; the repository remembers it. A page that is not ready can wait with "
        "`pending: true`.",
    ),
    Code(
        "MD005",
        "link to a page that does not exist",
        "A link names a source file, and there is no page of that path. A path counts "
        "from the file that links, or from the content folder if it starts with a slash.",
        "[our team](../abuot.md)",
        "Correct the path.",
    ),
    Code(
        "MD006",
        "link to an id that does not exist",
        "The page that the link names is there, but nothing in its text has that id.",
        "[our team](../about.md#teem)",
        "Correct the part behind `#`, or give the heading that id: `## Team {#team}`.",
    ),
    Code(
        "MD007",
        "link to a page that is not published",
        "The page that the link names is pending, dated in the future, or writes no file, "
        "so visitors would find nothing.",
        "[next year's plans](plans.md)   # which says 'pending: true'",
        "Publish that page, or remove the link until then.",
    ),
    Code(
        "MD008",
        "unknown language of code",
        "`markdown.highlight` is on, and the language behind the fence is not known, but "
        "much like one that is.",
        "~~~ javscript",
        "Correct it. For code of no language write `text`.",
    ),
    Code(
        "NAV001",
        "key without meaning",
        "A key of `eleventyNavigation` looks misspelt and has no effect.",
        "eleventyNavigation: {key: About, ordr: 3}",
        "Correct the spelling.",
    ),
    Code(
        "NAV002",
        "entry without a key",
        "`eleventyNavigation` needs a `key`; without it the page is in no menu.",
        "eleventyNavigation: {order: 3}",
        "Add `key:` with the name of the entry.",
    ),
    Code(
        "NAV003",
        "parent missing",
        "No published page has the key that `parent` names. Eleventy would drop the "
        "page from the menu without a word.",
        "eleventyNavigation: {key: Audit, parent: Servces}",
        "Correct the name, or publish the parent.",
    ),
    Code(
        "NAV004",
        "key used twice",
        "Two pages have the same navigation key, so a `parent` cannot tell them apart.",
        "key: Delivery in two pages",
        "Give one of them another key; `title` sets the text that is shown.",
    ),
    Code(
        "NAV005",
        "navigation loops",
        "Entries are one another's parents, so none of them hangs on the tree.",
        "A has parent B, and B has parent A",
        "Give one of them another parent, or none.",
    ),
    Code(
        "NAV006",
        "wrong root",
        "`root` claims a section that the page's parents do not lead to.",
        "eleventyNavigation: {key: Audit, parent: Services, root: Delivery}",
        "Correct `root`, or leave it out.",
    ),
    Code(
        "NAV007",
        "entry that leads nowhere",
        "An entry under `navigation` in `site.yaml` has no page, so it needs a `key`, and "
        "a `url` that a link can have.",
        "navigation: [{key: Blog, title: Our blog}]",
        "Add what is missing, or give the entry to a page by `eleventyNavigation`.",
    ),
    Code(
        "RED001",
        "not an old address",
        "An entry of `redirect_from` cannot be a path of this site.",
        "redirect_from: ../old/",
        "Write a path such as `/old/page/`.",
    ),
    Code(
        "RED002",
        "nowhere to redirect to",
        "The page writes no file (`permalink: false`), so nothing can lead to it.",
        "permalink: false   # with redirect_from",
        "Remove one of the two.",
    ),
    Code(
        "RED003",
        "redirect to itself",
        "The old address is the page's own; visitors would go round for ever.",
        "redirect_from: /about/   # in about.md",
        "Remove it.",
    ),
    Code(
        "RED004",
        "two claims on an old address",
        "An old address can lead to one place only.",
        "redirect_from: /old/ in two pages",
        "Leave it with the page that visitors should see.",
    ),
    Code(
        "RED005",
        "redirected twice",
        "A page lists the same old address twice, perhaps in two spellings.",
        "redirect_from: [/old, /old/]",
        "Remove one.",
    ),
    Code(
        "RED006",
        "redirect over a page or file",
        "The old address is one that the site still uses; the redirect would hide it.",
        "redirect_from: /contact/   # and there is contact.md",
        "Remove the redirect, or move the page or file. A site that writes such pages by "
        "itself sets `redirect_pages: false`.",
    ),
    Code(
        "RED007",
        "old address of a file that is not a page",
        "The old address has a file ending such as `.pdf`. The page that sends "
        "visitors on is written there, but hosts announce it as what the ending says.",
        "redirect_from: /brochure.pdf",
        "Set up a redirect rule at the host for this address.",
    ),
    Code(
        "RED008",
        "redirects in a circle",
        "Old addresses lead to one another, and never to a page.",
        "redirects: {/a/: /b/, /b/: /a/}",
        "Let one of them lead to a page. Chains that end are joined by themselves.",
    ),
    Code(
        "RED009",
        "redirect to nothing",
        "A redirect leads, at its end, to an address that no page or file of the site "
        "has.",
        "redirects: {/old/: /nwe/}",
        "Correct the target; for what is gone for good, write `{status: 410}`.",
    ),
    Code(
        "RED010",
        "target that may not be led to",
        "A redirect leads to an address that is none, to another site that is not named "
        "in `redirects_allow`, or uses a placeholder that its old address has not.",
        "redirects: {/shop/: https://shop.example.org/}",
        "Name the host in `redirects_allow`, or correct the target.",
    ),
    Code(
        "RED011",
        "redirect to a lost place in a page",
        "A redirect leads to an id that its page does not have; browsers then show the "
        "top of the page.",
        "redirects: {/old/: /team/#ann}",
        "Correct what stands behind the `#`, or give the page that id.",
    ),
    Code(
        "RED012",
        "pattern about live pages",
        "A pattern is about addresses that the site still uses. Some hosts then send "
        "the page, others the redirect.",
        "redirects: {/blog/*: /insights/:splat}   # and there is /blog/",
        "Narrow the pattern, or move the pages.",
    ),
    Code(
        "RED013",
        "line that is no rule",
        "A line of a file in `redirects_import` cannot be read, or asks for what this "
        "version does not do: rewrites (status 200), conditions, queries.",
        "/old/ /new/ 200",
        "Write the old address, the new one, and 301, 302, 307, 308 or 410.",
    ),
    Code(
        "TPL001",
        "no such layout",
        "`layout` names a template that is not in the templates folder.",
        "layout: pge.html",
        "Correct the name.",
    ),
    Code(
        "TPL003",
        "template syntax",
        "The template cannot be understood, or uses a filter, test or tag that is not "
        "there.",
        "{% if title %}…{% endfor %}",
        "Correct the line.",
    ),
    Code(
        "TPL004",
        "no such template",
        "A template extends, includes or imports one that is not there.",
        "{% include 'heder.html' %}",
        "Correct the name; it is looked up from the templates folder.",
    ),
    Code(
        "TPL005",
        "name without a value",
        "A template prints, loops over or calls a name that has no value on this page.",
        "{{ titel }}",
        "Correct the name; or test it first, or give it a default.",
    ),
    Code(
        "TPL006",
        "templates without end",
        "Templates or macros call one another in a circle.",
        "{% include 'page.html' %}   {# in page.html #}",
        "Break the circle.",
    ),
    Code(
        "TPL007",
        "forbidden in a template",
        "The template reaches into Python, or changes a value that others share.",
        "{{ ''.__class__ }}",
        "Read values only; a filter can do what is missing.",
    ),
    Code(
        "TPL008",
        "the template failed",
        "Something that the template did cannot be done.",
        "{{ 1 / 0 }}",
        "Correct the expression on that line.",
    ),
    Code(
        "HOOK001",
        "Python syntax",
        "`hooks.py`, or a file that it imports, is not Python.",
        "def shout(text)\n    return text.upper()",
        "Correct the line; what Python misses may be at the end of the line before.",
    ),
    Code(
        "HOOK002",
        "hooks.py failed",
        "An exception came out of `hooks.py` while it ran, before any page was made.",
        "import no_such_module",
        "Correct the line that is shown.",
    ),
    Code(
        "HOOK003",
        "no such decorator",
        "`sitewright.hooks` has nothing of that name.",
        "@hooks.filtr",
        "Correct the spelling; `docs/hooks.md` lists what there is.",
    ),
    Code(
        "HOOK004",
        "unusable name",
        "A hook has a name that templates could not write, or that means something else "
        "to them; or a processor is for something that is not the ending of a file.",
        '@hooks.filter("read-more")',
        "Choose another name; an ending starts with a dot.",
    ),
    Code(
        "HOOK005",
        "name used twice",
        "Two hooks of one kind have the same name, and one would hide the other. "
        "Functions and global values are of one kind in this, and so are shortcodes "
        "alone and in pairs.",
        '@hooks.filter("short")\ndef one(text): …\n\n@hooks.filter("short")\ndef two(text): …',
        "Give one of them another name.",
    ),
    Code(
        "HOOK006",
        "not a function for this",
        "A hook is not a function, or cannot take what it will be called with.",
        "@hooks.collection\ndef promoted(): …   # it is given the pages",
        "Let the function take what the message names.",
    ),
    Code(
        "HOOK007",
        "filter in place of Sitewright's own",
        "A filter has the name of one that Sitewright adds, which no template can reach "
        "any more. Filters of Jinja2's own may be replaced without a warning.",
        '@hooks.filter("date")',
        "Give it another name.",
    ),
    Code(
        "HOOK008",
        "a hook failed",
        "An exception came out of a function in `hooks.py`.",
        "return 1 / 0",
        "Correct the line that is shown; the notes say what called it.",
    ),
    Code(
        "HOOK009",
        "wrong arguments",
        "A template gives a hook more, less or other arguments than it takes.",
        "{{ title | shout(tims=2) }}",
        "Give what the message names.",
    ),
    Code(
        "HOOK010",
        "unusable result",
        "A hook returned nothing where something is needed, or what Sitewright cannot "
        "keep from one build to the next, such as a set or an object; or a template "
        "prints an object that a hook returned.",
        "return {tag for page in pages.all() for tag in page['data']['tags']}",
        "Return what the message asks for.",
    ),
    Code(
        "HOOK011",
        "HTML as text",
        "A shortcode returned plain text with tags in it. Text is escaped, so visitors "
        "would see the tags.",
        "return f'<b>{text}</b>'",
        "Return `hooks.Markup('<b>{}</b>').format(text)`.",
    ),
    Code(
        "TPL009",
        "template in front matter fails",
        "A permalink or a computed value is a template, and it could not be rendered. It "
        "sees the page's own values, the site's data, and what is known of `page`.",
        "permalink: /news/{{ page.fileslug }}/",
        "Correct the template; the message says what failed.",
    ),
    Code(
        "TPL010",
        "value shown",
        "A template uses the filter `log`, which is there to look at a value while "
        "something is tried out. The page is built as if it were not there.",
        "{{ title | log }}",
        "Remove the filter when you have seen enough.",
    ),
    Code(
        "TPL011",
        "content in a circle",
        "A page shows the content of another page, which shows that of the first.",
        "{% for item in collections.all %}{{ item.content | safe }}{% endfor %}",
        "Show the content of other pages only, or show it in a layout, which is wrapped "
        "round pages when all content is there.",
    ),
    Code(
        "TPL012",
        "printed in vain",
        "`sitewright check` found a name in a Nunjucks template that has no value on any "
        "page. Nunjucks prints nothing there, so nobody sees it.",
        "<p>{{ titel }}</p>",
        "Correct the name, or say that it may be missing: `| default('')`.",
    ),
    Code(
        "HOST001",
        "near a limit of the host",
        "The files of the site hold more than four fifths of what the host takes: "
        "redirects, characters of a line, or rules.",
        "1,700 redirects for Cloudflare Pages, which takes 2,000",
        "Say with one pattern what many rules say. A policy is shorter if scripts and "
        "styles are in files.",
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
    ),
    Code(
        "SEC001",
        "content that the policy blocks",
        "An address that starts with `javascript:`, or a script in a `data:` address, is "
        "a script that a policy cannot allow without allowing injected ones.",
        '<a href="javascript:go()">',
        "Put the script into a file, and let it listen for clicks on a button.",
    ),
    Code(
        "SEC002",
        "security.txt out of date",
        "The day that its `Expires` names has passed, so nobody is to trust it; under "
        "`sitewright check` that is an error.",
        "security_txt: {contact: a@example.com, expires: 2020-01-01}",
        "Look through the rest, and write a date at most a year ahead.",
    ),
    Code(
        "SEC003",
        "security.txt out of date soon",
        "The day that its `Expires` names is less than 30 days ahead.",
        "expires: tomorrow's date",
        "Look through the rest, and write a date at most a year ahead.",
    ),
    Code(
        "SEC004",
        "security.txt where nobody looks",
        "It counts at the top of a host, and this site lives in a folder.",
        "url: https://www.example.com/docs   # with security_txt",
        "Publish it with the site at the top of the host.",
    ),
    Code(
        "MOV001",
        "nothing there to move",
        "`sitewright move` was given a path or an address at which there is nothing.",
        "sitewright move /abuot/ content/company/",
        "Correct it. Paths count from where you are, or else from the project.",
    ),
    Code(
        "MOV002",
        "cannot be moved",
        "What has no address of its own needs no leading there: templates, data, what an "
        "ignore file leaves out. Links of the file system, whole folders of the "
        "settings, and what the settings name by its path are left to you.",
        "sitewright move templates/page.html templates/default.html",
        "Rename it by hand, and what names it with it.",
    ),
    Code(
        "MOV003",
        "place taken",
        "Where the file is to go, there is another.",
        "sitewright move content/about.md content/contact.md",
        "Choose another name, or move the other file away first.",
    ),
    Code(
        "MOV004",
        "no place for it",
        "There, the file would not be what it is now: pages must lie in the content "
        "folder, end like pages, and not be hidden or left out by an ignore file.",
        "sitewright move content/about.md content/_includes/about.md",
        "Choose a place where the message would not hold.",
    ),
    Code(
        "MOV005",
        "an address would be lost",
        "At its new place the page or file would not be published, and so its old "
        "address could not lead anywhere; or data that belong to the old place give the "
        "page an old address, which nobody would answer for any more.",
        "a folder whose data say 'pending: true'",
        "Look at what the data of the new folder and the settings say, or remove the "
        "page and tell the ledger.",
    ),
    Code(
        "MOV006",
        "the old address cannot be written down",
        "Neither the page's front matter nor the settings could be changed so that they "
        "are read as before, and the old address as well.",
        "site.yaml is a link of the file system",
        "Write `redirect_from` into the page by hand, then move it.",
    ),
    Code(
        "MOV007",
        "named, and left as it is",
        "A text has the old address or path in it, but not as a link: in code, in a "
        "comment, as the start of something longer, or in `hooks.py`.",
        "{{ '/about/' ~ name }}",
        "Change it by hand if it should name the new place. Until then the redirect "
        "answers for it.",
    ),
    Code(
        "MOV008",
        "link that was not rewritten",
        "The link is about what has moved, but its exact place in the file could not be "
        "told for certain, or the file is a link of the file system.",
        "an address written with unusual escapes",
        "Change it by hand.",
    ),
    Code(
        "MOV009",
        "other values at the new place",
        "Data of folders, collections of folders, and dates in paths belong to places. "
        "Where the page is now, others hold for it.",
        "content/blog/blog.yaml gives all pages there a layout",
        "Write the values into the page's front matter if they are to stay, or let the "
        "collection name the new place.",
    ),
    Code(
        "MOV010",
        "link that is computed",
        "A finished page still leads to the old address, though no source has it as a "
        "link: a template or hook puts it together.",
        '<a href="/{{ section }}/">',
        "Find what computes it, and change that. Until then the redirect answers for it.",
    ),
    Code(
        "MOV011",
        "link that leads elsewhere",
        "A link in a layout, or on a page that comes in numbers, counts from the "
        "page's own address, which is another now.",
        '<link rel="stylesheet" href="../css/site.css">',
        "Write it from the top of the site: `/css/site.css`.",
    ),
    Code(
        "OUT001",
        "the site cannot be written",
        "The disk is full, a folder is read-only, or somebody else's file is in the way. "
        "The old site is as it was.",
        "_site/ owned by another user",
        "Remove the obstacle that the message names, and build again.",
    ),
    Code(
        "OUT002",
        "the list of files cannot be written",
        "The file that `--manifest` names cannot be written. The site has been.",
        "sitewright build --manifest no/such/folder/manifest.json",
        "Name a file in a folder that is there.",
    ),
    Code(
        "PUB001",
        "the target is somebody else's",
        "The folder, branch or bucket holds what Sitewright did not put there, or is no "
        "place for a site. Publishing there would remove it, so nothing is done.",
        "publish: {live: {folder: /srv/www}}   # which holds other sites",
        "Name a place that is for this site alone. A branch or a bucket may be taken "
        "over with `--take-over`.",
    ),
    Code(
        "PUB002",
        "a program is missing",
        "Sitewright publishes by the user's own programs: `rsync` and `ssh`, `git`, or "
        "`aws`.",
        'publish: {web: {rsync: "user@host:/srv/www/example"}}   # without rsync',
        "Install it as the message says.",
    ),
    Code(
        "PUB003",
        "a program failed",
        "A program that Sitewright publishes by ended with an error; what it said stands "
        "below the message. Visitors see what they saw before.",
        'publish: {web: {rsync: "user@no-such-host:/srv/www/example"}}',
        "Mend what the program complains of, and publish again: what has travelled "
        "already is not lost.",
    ),
    Code(
        "PUB004",
        "no such release",
        "There is no older release to go back to, or the name does not say which.",
        "sitewright publish rollback live 2019",
        "Look at `sitewright publish list`, and write the start of one name.",
    ),
    Code(
        "PUB005",
        "somebody else is publishing",
        "The bucket has the lock of another publication. Two at once would mix.",
        "sitewright publish   # while a colleague does the same",
        "Wait until it has ended. If it died on another machine, remove the lock as the "
        "message says.",
    ),
    Code(
        "PUB006",
        "the branch did not take the commit",
        "Somebody else has put a commit on the branch meanwhile, or the repository has a "
        "rule against it. Nothing is ever forced.",
        "sitewright publish pages   # to a protected branch",
        "Publish again, or let the repository accept such commits.",
    ),
    Code(
        "PUB007",
        "the release cannot be written",
        "The disk is full, or a folder is not yours. Visitors see what they saw before.",
        "/srv/www/example owned by another user",
        "Remove the obstacle that the message names, and publish again.",
    ),
    Code(
        "PUB008",
        "a file changed while it was published",
        "A file that is copied is not what it was when the site was checked.",
        "an editor saving static/site.css in that second",
        "Publish again.",
    ),
    Code(
        "PUB010",
        "the host answers otherwise",
        "`sitewright verify` has asked the live host for an address, and it answers with "
        "another status than planned: a page is missing, what is gone is still there, or "
        "what is not there is no 404.",
        "/about/ answers 404",
        "Publish again, or correct the settings of the host.",
    ),
    Code(
        "PUB011",
        "an old address does not lead where it should",
        "The host does not know the redirect, or knows another one.",
        "/about-us/ answers 404, and does not lead to /about/",
        "Name the host in `hosts`, and publish what is written for it.",
    ),
    Code(
        "PUB012",
        "the host shows something else",
        "What came is not what was built. It is a warning if the page reads the same, and "
        "only its HTML differs: some hosts add scripts.",
        "/about/ is the page of last week",
        "Publish again; empty the cache of the host.",
    ),
    Code(
        "PUB013",
        "a header does not come",
        "The host does not send a header that `headers` or `security` asks for, or sends "
        "another value.",
        "security: true   # and a server that has not read sitewright-headers.conf",
        "Give the host what `sitewright hosts` and `build` write for it.",
    ),
    Code(
        "PUB014",
        "no answer",
        "The host was asked three times and did not answer, or it leads everybody on to "
        "another host, whom nobody asks.",
        "sitewright verify https://old-name.example.com",
        "Look whether the address is right, and whether the server runs.",
    ),
)

CODES = {code.name: code for code in _ALL}


def format_code(code: Code) -> str:
    """Lay a code out for a terminal."""
    return "\n".join(
        (
            f"{code.name}: {code.title}",
            "",
            fill(code.cause, 78),
            "",
            "For example:",
            indent(code.example, "    "),
            "",
            fill(code.cure, 78),
        )
    )


def format_catalogue(codes: Iterable[Code] = _ALL) -> str:
    """Lay all codes out as the page ``docs/diagnostics.md``."""
    lines = [
        "# Diagnostics",
        "",
        "Every message of Sitewright has a code. `sitewright explain CODE` prints what",
        "stands here. This page is generated: `make docs` writes it from",
        "`src/sitewright/kernel/codes.py`.",
    ]
    area = ""
    for code in codes:
        if code.name[:-3] != area:
            area = code.name[:-3]
            lines += ["", f"## {AREAS[area]}"]
        lines += [
            "",
            f"### {code.name}: {code.title}",
            "",
            code.cause,
            "",
            "```",
            code.example,
            "```",
            "",
            code.cure,
        ]
    return "\n".join(lines) + "\n"
