"""From a goal to a scored, planned resolution, stage by stage."""
