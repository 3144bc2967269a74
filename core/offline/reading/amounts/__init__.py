"""Amounts that are written in two units."""
