"""Make pages in several processes: of this machine, or of a cluster."""
