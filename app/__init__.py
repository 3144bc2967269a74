"""The web front end: pages, HTTP API and server."""
