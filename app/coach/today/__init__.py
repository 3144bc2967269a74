"""The Today page: what to do today and this week, over all goals."""
