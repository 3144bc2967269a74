"""What the pages say about exports."""
