"""Describe what authors write as JSON Schema, for their editors."""
