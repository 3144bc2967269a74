"""The Overview page: four targets against their figures."""
