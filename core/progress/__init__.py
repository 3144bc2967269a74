"""What people really do with a plan: tasks done, skipped and moved, and what follows from it."""
