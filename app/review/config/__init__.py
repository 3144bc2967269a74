"""The page of the configuration."""
