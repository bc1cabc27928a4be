"""Pictures: where they are, what is made of them, and how pages show them."""
