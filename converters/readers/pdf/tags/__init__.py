"""The author's own structure, from a tagged PDF (ISO 32000-2, 14.7 and 14.8).

``tree`` reads the structure, ``content`` the characters that marked content holds,
``judge`` says of each page whether the two agree, and ``blocks`` makes the document of it.
"""
