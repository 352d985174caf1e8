"""When a report is due, and who sees to it.

    model.py        what schedule.yaml may say about it
    periods.py      the periods of a schedule: each has one moment in UTC, whatever clocks do       [home of croniter]
    ledger.py       which periods were seen to, read from the archive's events and written there
    processes.py    runs as processes of their own                          [one of the homes of subprocess]
    service.py      the loop that waits and starts what is due, each run a process of its own
    units.py        the same for those who prefer systemd, cron or Kubernetes
"""
