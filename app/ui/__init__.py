"""Components shared by the pages of several sections."""
