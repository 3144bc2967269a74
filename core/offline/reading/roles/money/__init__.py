"""Sums that a person names: what they owe, pay, have and may spend."""
