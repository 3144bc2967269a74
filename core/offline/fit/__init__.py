"""Whether a plan fits what the person says: what is settled, and what comes back in it."""
