"""Small models that ship as files: features, linear models, sequence taggers, their cards."""
