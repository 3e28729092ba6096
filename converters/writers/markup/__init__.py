"""A document as HTML elements: the web page and large print are both made of these."""
