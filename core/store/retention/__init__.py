"""Deletion of expired and erased records."""
