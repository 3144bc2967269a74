"""The `rein` command line."""
