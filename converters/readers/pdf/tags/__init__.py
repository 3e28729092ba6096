"""The author's own structure, from a tagged PDF (ISO 32000-2, 14.7 and 14.8).

``tree`` reads the structure, ``content`` the characters that marked content holds, ``judge`` says of each
page whether the two agree, and ``blocks`` makes the document of it, with ``lists``, ``tables`` and
``figures``. ``carrying`` moves what is said of blocks to their words, ``notes`` pairs notes with what
leads to them, ``rest`` adds what the tree does not reach, and ``joining`` puts together what
a program tagged anew on each page. ``author`` names these steps in their order.
"""
