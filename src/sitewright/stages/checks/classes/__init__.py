"""Classes that pages use and style sheets define, and what one meant by others."""
