"""Every page read a second time, with PDFium, so that no word is lost."""
