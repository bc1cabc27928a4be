"""What style sheets say: their classes, and the colours of their custom properties."""
