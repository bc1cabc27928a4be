"""The quick way through a whole text, and where it leaves blocks to the parser."""

from __future__ import annotations

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.escaping import escape_marks
from sitewright.kernel.texts import holds
from sitewright.model.body import Body, Standpoint
from sitewright.model.markdown import MarkdownOptions, Part
from sitewright.stages.markdown.checks import check_text
from sitewright.stages.markdown.finder import Finder
from sitewright.stages.markdown.links import LinkMarker
from sitewright.stages.markdown.pictures import PictureMarker
from sitewright.stages.markdown.swift.attributes import NOTHING
from sitewright.stages.markdown.swift.blocks import BlockReader
from sitewright.stages.markdown.swift.declining import NotCovered
from sitewright.stages.markdown.swift.grammar import DEFINITION, PIECE_END, RAW_START
from sitewright.stages.markdown.swift.lines import Line, find_mark
from sitewright.stages.markdown.swift.notes import Notes
from sitewright.stages.markdown.toc import build_toc

_MOST_PIECES = 8
"""So many pieces are left to the parser; a page with more is left to it as a whole."""


def render_swiftly(
    text: str, options: MarkdownOptions, path: str, first_line: int, root: str
) -> Checked[Body] | None:
    """Render a body the quick way.

    Takes and returns what ``body.render_markdown`` does; None if the page is not
    covered.
    """
    levels = frozenset(options.heading_levels if options.heading_ids else ())
    try:
        reader = _read_blocks(text, options, levels)
    except NotCovered:
        return None
    notes = reader.notes
    html = notes.name_headings("".join(reader.out))
    finder = Finder(text, path, first_line)
    body = Body(
        html=html,
        toc=build_toc(notes.headings, options.toc_levels),
        ids=notes.survey.list_names(),
        links=notes.links.list_links(path, root, finder),
        pictures=notes.list_pictures(path, root, finder),
    )
    return body, check_text(notes.survey, notes.env(), finder)


def render_fragment_swiftly(
    text: str, options: MarkdownOptions, standpoint: Standpoint, part: Part
) -> Checked[Body] | None:
    """Render a fragment or a line the quick way; None if it is not covered."""
    try:
        if part is Part.LINE:
            html, notes = _read_line(text, options)
        else:
            reader = _read_blocks(text, options, frozenset())
            html, notes = "".join(reader.out), reader.notes
    except NotCovered:
        return None
    finder = Finder(text, standpoint.path, 1)
    links = notes.links.list_links(standpoint.path, standpoint.root, finder)
    pictures = notes.list_pictures(standpoint.path, standpoint.root, finder)
    return Body(html, links=links, pictures=pictures), check_text(
        notes.survey, notes.env(), finder
    )


class _PageReader(BlockReader):
    """Reads the blocks of a text, and leaves to the parser what is not covered."""

    def __init__(self, text: str, options: MarkdownOptions, notes: Notes) -> None:
        super().__init__(text, 0, notes)
        self._options = options
        self._left = 0
        self._lists = *notes.lists(), self.out
        self._before: tuple[list[int], int, int] | None = None

    def read(self) -> None:
        pos, end = 0, len(self.text)
        while pos < end:
            self._before = None
            try:
                pos = self.read_block(pos)
            except NotCovered:
                self._undo()
                pos = self._leave_to_parser(pos)

    def prepare(self) -> None:
        if not self._before:
            self._before = [*map(len, self._lists)], self.row, self.row_at

    def _undo(self) -> None:
        """Forget what has been noted of a block."""
        if self._before:
            sizes, self.row, self.row_at = self._before
            for items, size in zip(self._lists, sizes, strict=True):
                del items[size:]

    def _leave_to_parser(self, start: int) -> int:
        """Have the parser read up to where another block begins for certain."""
        from sitewright.stages.markdown.parsed import render_piece

        text = self.text
        found = PIECE_END.search(text, start)
        end = found.end() if found else len(text)
        self._left += 1
        piece = text[start:end]
        if self._left > _MOST_PIECES or RAW_START.search(piece):
            raise NotCovered
        if "{" in piece and "|" in piece:
            raise NotCovered  # Cells that span can reach into another table.
        if end == len(text) and not self.notes.ends_with_newline:
            piece = piece[:-1]
        row, _ = self.lines(start, start)
        self.out.append(render_piece(piece, self._options, row, self.notes))
        return end


def _read_blocks(
    text: str, options: MarkdownOptions, levels: frozenset[int]
) -> _PageReader:
    text = _normalize(text, options)
    if holds(text, "]:") and DEFINITION.search(text):
        raise NotCovered  # What it may define holds for the whole text.
    ends_with_newline = text.endswith("\n")
    notes = Notes(LinkMarker(), levels, ends_with_newline, pictures=_marker(options))
    reader = _PageReader(text if ends_with_newline else text + "\n", options, notes)
    reader.read()
    return reader


def _read_line(text: str, options: MarkdownOptions) -> tuple[str, Notes]:
    text = _normalize(text, options)
    notes = Notes(LinkMarker(), pictures=_marker(options))
    if not find_mark(text):
        return escape_marks(text), notes
    line = Line(text, notes, (0, 1))
    html = line.read()
    if line.attributes is not NOTHING:
        raise NotCovered
    return html, notes


def _marker(options: MarkdownOptions) -> PictureMarker | None:
    return PictureMarker() if options.picture_sizes else None


def _normalize(text: str, options: MarkdownOptions) -> str:
    if "\0" in text or not _is_usual(options):
        raise NotCovered
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_usual(options: MarkdownOptions) -> bool:
    """Tell whether a site asks for nothing that changes how text is read."""
    return not (
        options.untrusted
        or options.breaks
        or options.linkify
        or options.typographer
        or options.footnotes
        or options.definition_lists
        or options.task_lists
        or options.abbreviations
        or options.alerts
        or options.admonitions
        or options.containers
        or options.highlight
    )
