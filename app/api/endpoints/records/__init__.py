"""Records as files over HTTP."""
