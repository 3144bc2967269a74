"""Opik, through its REST client."""
