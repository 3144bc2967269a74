"""Use-cases of whole tables as files."""
