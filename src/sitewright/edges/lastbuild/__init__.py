"""What the last build read, made and said, kept on disk.

A build that finds all of it as it was has nothing to do, and need not import what builds.
"""
