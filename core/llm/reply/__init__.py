"""From a reply as it comes in to a validated value."""
