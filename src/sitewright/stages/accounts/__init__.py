"""Account for the time of a build: a table for people, a trace for browsers' tools."""
