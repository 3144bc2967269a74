"""The plan for others to read: a link that ends, and that its owner can revoke."""
