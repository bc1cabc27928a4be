"""The filters that Eleventy always adds, and those of eleventy-navigation."""
