"""Use-cases of coaches, whom a person shows one goal."""
