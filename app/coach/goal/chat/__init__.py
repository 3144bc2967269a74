"""The section “Ask your coach” of a goal's page."""
