"""Write goal, resolution and plan by rule."""
