"""Weeks of a plan that are alike, and what is honest to say of them."""
