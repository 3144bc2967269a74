"""Payments of money goals: their plan, and the task of each week."""
