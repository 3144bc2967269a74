"""Small models that ship as files: features, linear models, a tuned encoder, their cards."""
