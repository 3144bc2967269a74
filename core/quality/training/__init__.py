"""Training of the regression that predicts the ratings of goal texts."""
