"""The laws of sense: what every plan keeps, whoever drafted it."""
