"""The page of trials."""
