"""The headers that guard a site, made from what its finished pages need."""
