"""What the payments of a plan come to, with interest, by the functions that made the plan."""
