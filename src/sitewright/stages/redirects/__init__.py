"""Old addresses: gathered from pages, settings and files, checked, and joined."""
