"""Telling people: editions to their readers, failures to their owners.

    model.py        what schedule.yaml may say about it
    mail.py         messages, and the server that takes them                                    [home of smtplib]
    posting.py      a webhook, signed                                                           [one of the homes of httpx]
    readers.py      which edition goes to whom; each delivery once
    parcels.py      what goes: the letter, a profile's files, a numbered copy
    owners.py       what failed, since when, and that it works again
    stranded.py     the same where nothing can be written down
"""
