"""Writing goal, resolution and plan by rule."""
