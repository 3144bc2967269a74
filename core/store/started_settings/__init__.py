"""The settings that servers and workers last started with."""
