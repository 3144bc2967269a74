"""Components shared by the operate pages."""
