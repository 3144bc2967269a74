"""Whole tables of records for files, read in batches."""
