"""Pictures on the disk: look into them, encode them, keep what was encoded."""
