"""Any organisation's .pptx or .potx as the template of the deck.

A template is read once (`reading.py`, from a package that was looked through first: `package.py`), its layouts are matched to
ours (`matching.py`), and the house style is changed to it (`adapted.py`): its size, its placeholders, its fonts and the slots of
its colours (`colours.py`, `fonts.py`). Slides are laid out on a canvas 540 pt high, whatever the height of the template's own,
since sizes of type are meant for that height; the finished pages are scaled. `findings.py` says what is missing or risky in it.
"""
