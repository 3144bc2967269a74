"""The Costs page."""
