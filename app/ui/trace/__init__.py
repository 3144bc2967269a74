"""How the trace of a request is shown."""
