"""The verbs: pure functions from values to values, none importing another."""
