"""Exports: payloads, the sender, and one package per protocol."""
