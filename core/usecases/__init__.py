"""One file a verb: load, decide, save."""
