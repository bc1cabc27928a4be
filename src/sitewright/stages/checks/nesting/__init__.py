"""Elements that are not closed, tags without their other half, and what browsers make of it."""
