"""What good means, and who says so: rubric, judge and offline scorer."""
