"""The record of everything: tables, stores that write them, and the transaction around both."""
