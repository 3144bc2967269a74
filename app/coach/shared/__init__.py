"""Components shared by the coach pages."""
