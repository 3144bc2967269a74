"""People: who may sign in, and with which role."""
