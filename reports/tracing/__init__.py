"""Every number, date, quotation and claim of a text, followed home to the ledger.

    reading.py      any text to its quantities: value, unit, qualifier, span
    calendar.py     the dates among them
    spelled.py      the numbers in words among them
    vocabulary.py   the number words, months and qualifiers of English
    passage.py      one printed text that knows where it was typed and which facts it names
    context.py      what a rule may ask: the ledger, the report, all that prints
    judging.py      all rules over all passages
    rules/          one file a rule
    lexicon.py      what English words claim
    quoting.py      whether words are a source's words
    counting.py     what a block counts
"""
