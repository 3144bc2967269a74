"""Durable, traced work: stages, and the pipeline that runs them."""
