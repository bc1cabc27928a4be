"""All contact with the world: files, clock, processes."""
