"""Cards: which characters fonts have, and what cards are called."""
