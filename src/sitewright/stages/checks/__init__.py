"""What the finished site is looked through for by ``check`` and ``publish``.

To add a check:

1.  Write a pure function in the module of its family. It is given a page, whose
    ``markup`` was read by a real parser and is flat: ``markup.of("img", "input")`` are
    all such elements, ``inside(node)`` and ``around(node)`` what is in one and about it,
    ``text_of(node)`` its text, ``node.value("alt")`` an attribute. It yields complaints::

        def find_bare_images(page: FinishedPage, site: FinishedSite) -> Iterator[Complaint]:
            for image in page.markup.of("img"):
                if "alt" not in image.attributes:
                    src = image.value("src")
                    yield Complaint("A11Y001", f"'{src}' has no alt", "say …", (src,))

2.  Put it into ``PAGE_CHECKS`` or ``SITE_CHECKS`` of ``table.py``.
3.  Describe its code in ``kernel/codes/``, with the level that it has unless
    ``check.levels`` of the settings says otherwise: ``level="warning"``; one that is
    ``"off"`` is for sites that ask for it.

Nobody looks for places meanwhile. If there are complaints, ``places.py`` looks for their
``literals`` (what an author would have typed: an address, a class, a word; in the order of
the page, so that the second of two is the second) in the page's own source, then in its
layouts and what these include, then in data files and the settings; what only the page
as a whole can answer for is placed at its source. Where a text says too little, a
complaint has a ``search`` of its own, which finds all of its kind in a source. A complaint
about front matter names its ``field``, such as ``("meta", "title")``. ``findings.py`` says
once what a layout does to many pages: so a message names nothing that differs from page
to page for one cause; that is the complaint's ``example``.
"""
