"""Turns a reply into a validated value, while it arrives and after."""
