"""How stages are run: what is remembered, and what may be skipped."""
