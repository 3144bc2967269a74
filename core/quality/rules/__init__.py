"""The rules that answer rubric items without a model."""
