"""Unattended runs: the one place with a clock, a lock and a log. What they decide is handed down as arguments.

    clock.py        what time it is                                                 [the only clock in the house]
    lock.py         one run at a time, and who it is
    log.py          one JSON line a stage
    secrets.py      passwords, keys and addresses, from the environment or a file elsewhere; kept out of all that is written
    settings.py     schedule.yaml: how a report is run, checked like everything else
    steps.py        what a run knows, and what its stages answer
    run.py          the stages: refresh, check, build, gate, archive, release, tell
    checking.py     the stages that judge
    archiving.py    the stages that make
    releasing.py    an edition to its readers: what may go, proved to be what was approved
    desk.py         what the commands around a run need: the archive of a report, opened under its lock
    unattended.py   a run with its data fetched, its readers and owners told, its period written down
    watching.py     a build at every change, while one writes
    status.py       the last runs, what is due next, what is wrong; the dead man's switch
    status_page.py  the same as a page
    scheduling/     when a report is due, and who sees to it
    refreshing/     new data into a report's folder before it is read
    telling/        editions to their readers, failures to their owners
"""
