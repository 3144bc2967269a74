"""The Goals page: write a goal, and see all of them."""
