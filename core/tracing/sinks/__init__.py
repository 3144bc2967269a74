"""Places outside that receive traces and ratings: what is sent, in whose words, and how each place fails."""
