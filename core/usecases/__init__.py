"""Use-cases: one module per action, called by pages, routes and commands."""
