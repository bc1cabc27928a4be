"""The preview: what a browser is shown while the site is being written."""
