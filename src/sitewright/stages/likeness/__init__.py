"""Compare two finished sites by what their pages mean, not by how they are written."""
