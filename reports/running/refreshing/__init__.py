"""New data into a report's folder before it is read: fetched to a new place, looked at, then put in the place of the old.

    model.py        where data come from (in the outline), and what may be asked (in schedule.yaml)
    web.py          an HTTP or HTTPS address, without being led astray                          [one of the homes of httpx]
    program.py      a command of the administrator's                                            [one of the homes of subprocess]
    fetching.py     one entry: fetched, checked against the table that is there, swapped in
    refresh.py      all entries of a report, and what happens when one cannot be had
"""
