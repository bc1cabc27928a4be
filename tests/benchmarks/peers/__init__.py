"""Whole builds of Sitewright and of other generators, in turns: ``bench_peers.py``."""
