"""What good means: rubric, evaluation, judge, rating and their intervals."""
