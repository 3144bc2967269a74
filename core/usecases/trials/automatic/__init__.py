"""Trials that start by themselves, within a monthly budget."""
