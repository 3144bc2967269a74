"""A plan on paper: the sheet, its layout, and the PDF."""
