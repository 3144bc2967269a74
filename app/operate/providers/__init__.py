"""The Providers page."""
