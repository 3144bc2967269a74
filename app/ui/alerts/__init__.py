"""Open alerts, as several pages show them."""
