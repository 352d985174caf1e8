"""Hand edits of the deck, kept over builds.

    keys        names of slides and shapes that stay when others come and go, and the ids by which Office keeps them
    seen        a deck as a reader finds it: slides, shapes, words, places, colours; and its record inside the deck
    matching    which slide and which shape of an edited deck is which of ours
    differences what a person changed, as entries
    told        what of it no overlay keeps, in sentences
    overlay     overlay.yaml beside the outline: the entries as a writer reads them
    pushing     room on the slides for headlines that a hand wrote
    applying    the entries on the Pages of the next deck, and where they meet a change of the outline
    drawn       what a person drew, as items of pages, for prints of the deck
    handwriting text that a person typed, as text boxes
    recoloured  the colours that a person gave to charts, on their drawings
    adopting    an edited deck in, overlay.yaml and overlay.pptx out

Why in two places. Whatever the Page model has words for (text, places, order, what was taken away) is applied to the Pages: there
it is proven to fit, its numbers are held against the ledger, and prints of the deck show it. What it has no words for (slides and
shapes that a person drew, colours that are no role) is kept as Office wrote it and put into the finished deck.
"""
