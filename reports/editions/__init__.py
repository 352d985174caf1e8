"""The archive of editions: what was said when, from what, by whom let pass; every byte of it with its hash.

    content.py      what a report says, by ids, as plain data with one hash
    aging.py        what the day does to it: facts past a limit of freshness
    diff.py         what differs between two contents
    material.py     which differences matter, and whether they make a whole new edition or a small fix
    snapshot.py     a report's files copied whole, even while somebody writes them
    manifest.py     the SHA-256 of every file of an edition, chained to the edition before
    database.py     the index of it all                                             [home of sqlite3 for writing]
    archive.py      the folder of editions: opened, added to, verified, repaired
    retention.py    how long editions are kept
    gates.py        the states of an edition, approvals, hold, embargo
    verifying.py    all of it held against its hashes; manifests, events and index mended by each other
    mending.py      files of editions put back, where their hash proves them
    events.py       what happened to editions after they were made
    standing.py     words that nobody has touched for some editions
    reading.py      what a folder of inputs says
    kept.py         what is made of them and lies beside them
    making.py       an edition's files from its archived inputs
    numbered.py     numbered copies: who has which, each made again
    letter.py       what changed, as a letter: text and HTML
"""
