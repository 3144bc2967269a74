"""Who works submitted runs, and when."""
