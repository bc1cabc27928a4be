"""Name cards: before they are drawn, by all that they are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from sitewright.kernel.digests import digest_of
from sitewright.model.assetnames import FOR_A_YEAR, MARK, fingerprinted_path
from sitewright.model.card import Card, CardName, CardRules, Desk
from sitewright.model.header import Header

_RECIPE: Final = 1
"""What draws: another number gives all cards other names, and has them drawn anew."""

_PLACE: Final = "cards/card.png"


class CardFinder:
    """Knows what cards are called."""

    def __init__(self, rules: CardRules | None, desk: Desk) -> None:
        """Take how cards look, and what there is to draw them with."""
        self._rules, self._desk = rules, desk
        self._faces = {face.path: face for face in desk.faces}
        self._digests = tuple(digest for _, digest in desk.files)

    @property
    def headers(self) -> tuple[Header, ...]:
        """The header by which browsers keep cards."""
        if self._rules is None:
            return ()
        span = self._rules.span
        return (Header(f"/*.{MARK}.png", "Cache-Control", FOR_A_YEAR, span),)

    def find(self, asked: str) -> CardName:
        """Find the name of a card.

        Args:
            asked: What ``ask_for`` writes.
        """
        rules = self._rules
        if rules is None or not self._desk.can_draw or rules.font not in self._faces:
            return CardName()
        title, *small = json.loads(asked)
        lacking = self._faces[rules.font].lacks(title)
        face = self._faces.get(rules.small_font or rules.font)
        lacking = lacking or (face.lacks("".join(small)) if face else "")
        if lacking:
            return CardName(problem=lacking)
        return CardName(self.make(asked, rules).path)

    def make(self, asked: str, rules: CardRules) -> Card:
        """Make what is to be drawn."""
        title, label, name = json.loads(asked)
        looks = (rules.background, rules.color, rules.small_color, rules.width)
        key = digest_of((_RECIPE, self._digests, looks, title, label, name))
        return Card(fingerprinted_path(_PLACE, key), key, title, label, name, rules)

    def make_all(self, asked: Iterable[str]) -> tuple[Card, ...]:
        """Make all that is to be drawn, sorted by path."""
        rules = self._rules
        if rules is None:
            return ()
        made = [self.make(it, rules) for it in asked if self.find(it).path]
        cards = {card.path: card for card in made}
        return tuple(cards[path] for path in sorted(cards))
