"""The audit: every number of a finished brief and deck, read by readers of their own, against the ledger and against the outline.

    said.py         a text of a finished file, and where it stands
    pdf_said.py     the texts of a PDF                                              [home of pypdfium2]
    deck_said.py    the texts of a deck, its charts and their workbooks
    laid.py         the laid-out pages, text by text
    expected.py     what the outline gives today: pages, files made anew in memory, and what it knows of numbers
    archived.py     the same of an edition from the archive
    anchoring.py    a number of a finished file to its place in the laid-out pages
    index.py        texts found again by a number and the words around it
    furniture.py    the numbers that the program prints of its own accord
    figured.py      the values behind the figures
    matching.py     each number to its fact, or to what else it positively is
    comparing.py    each place against what was expected there
    prints.py       which prints of the deck lie beside it
    audited.py      the whole audit of the files
    written.py      the audit as a page, as CSV and as JSON
"""
