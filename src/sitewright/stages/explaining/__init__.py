"""What an explanation is made of and how it is laid out."""
