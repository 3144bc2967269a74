"""Ask for missing facts and merge the answers."""
