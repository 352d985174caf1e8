"""Unattended runs: the one place with a clock, a lock and a log. What they decide is handed down as arguments.

    clock.py        what time it is                                                 [the only clock in the house]
    lock.py         one run at a time, and who it is
    log.py          one JSON line a stage
    settings.py     schedule.yaml: how a report is run, checked like everything else
    steps.py        what a run knows, and what its stages answer
    run.py          the stages: refresh, check, build, gate, archive, release, tell
    checking.py     the stages that judge
    archiving.py    the stages that make
    releasing.py    an edition to its readers: what may go, proved to be what was approved
    desk.py         what the commands around a run need: the archive of a report, opened under its lock
"""
