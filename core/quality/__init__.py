"""Quality: rubric, evaluations, judge, ratings and confidence intervals."""
