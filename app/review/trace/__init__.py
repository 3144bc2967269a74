"""The page of one trace."""
