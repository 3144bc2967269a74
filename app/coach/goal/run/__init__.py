"""The run of a goal: its stages, who worked on it, and its trace."""
