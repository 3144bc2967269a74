"""Use-cases of drafts: a step of a goal's run, done again to see what would come out."""
