"""From layouts and values to finished HTML."""
