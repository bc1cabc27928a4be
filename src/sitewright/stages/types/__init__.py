"""Check the values of pages by the types that the settings declare."""
