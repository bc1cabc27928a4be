"""What keeps people out of a page, as far as it can be told without a browser."""
