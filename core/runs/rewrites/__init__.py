"""New versions of prompts: how they are read and checked, and how a model writes one."""
