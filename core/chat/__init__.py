"""The conversation of a person with the coach about one goal."""
