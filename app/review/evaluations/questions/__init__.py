"""Which questions of the rubric fail, with examples."""
