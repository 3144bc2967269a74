"""The section of a goal's page in which its plan is changed."""
