"""The Ratings page: every rating beside its goal, plan and scores, and the answer to it."""
