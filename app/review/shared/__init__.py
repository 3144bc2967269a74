"""Components shared by the review pages."""
