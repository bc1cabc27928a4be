"""The URL ledger: read and write it, compare it with the site, fill it from another."""
