"""The section of a goal that shows what was done, how it goes, and when it ends at this pace."""
