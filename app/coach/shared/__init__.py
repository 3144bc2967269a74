"""What both coach pages use."""
