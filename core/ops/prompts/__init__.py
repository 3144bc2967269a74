"""Commands of prompt versions and their trials."""
