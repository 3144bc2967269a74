"""Job runners and the scheduler."""
