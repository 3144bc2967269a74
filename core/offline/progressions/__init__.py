"""Named rules that turn baseline, target, weeks and hours into one step a week."""
