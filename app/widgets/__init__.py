"""Small drawn pieces; they return the person's choice and decide nothing."""
