"""Whether a judge can be trusted, and which questions fail, over HTTP."""
