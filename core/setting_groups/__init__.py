"""The settings by subject; `core.settings` joins them."""
