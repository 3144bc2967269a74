"""The laws of sense: what every plan keeps, drafted by rule or by a model."""
