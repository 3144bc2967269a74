"""The Traces page: every recorded request."""
