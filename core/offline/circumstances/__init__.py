"""What people say of their lives beside the goal, and what a coach does about it."""
