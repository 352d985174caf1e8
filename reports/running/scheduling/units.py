"""The same schedule for those who prefer the system's scheduler. It only wakes the tool, every five minutes; whether a period is
due, and that each is due once, the tool decides itself, since these schedulers skip or repeat hours when clocks change."""
from __future__ import annotations

import shlex
from collections.abc import Sequence

EVERY = 5  # minutes


def systemd(command: Sequence[str], folder: str, name: str) -> str:
    """A service and a timer, to be put into two files."""
    return f"""\
# chancery-{name}.service
[Unit]
Description=Chancery: {name}

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={shlex.join(command)}
SuccessExitStatus=10 20
# EnvironmentFile=/etc/chancery/secrets.env

# chancery-{name}.timer
[Unit]
Description=Chancery: wake for {name}

[Timer]
OnCalendar=*:0/{EVERY}
AccuracySec=1s

[Install]
WantedBy=timers.target
"""


def cron(command: Sequence[str], folder: str, name: str) -> str:
    """Two lines for a crontab: the run, and the watch over it, which must not depend on the first."""
    watch = [part for part in command if part != "--if-due"]
    watch[watch.index("run")] = "status"
    return (f"# Chancery: {name}\n"
            f"*/{EVERY} * * * *  cd {shlex.quote(folder)} && {shlex.join(command)} >/dev/null\n"
            f"*/{EVERY} * * * *  cd {shlex.quote(folder)} && {shlex.join([*watch, '--deadline', '--notify'])} >/dev/null\n")


def k8s(command: Sequence[str], folder: str, name: str) -> str:
    """A CronJob of Kubernetes; image and volume are the administrator's."""
    words = "".join(f"\n                - {_quoted(part)}" for part in command)
    return f"""\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: chancery-{name}
spec:
  schedule: "*/{EVERY} * * * *"
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 240
  jobTemplate:
    spec:
      backoffLimit: 0
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: chancery
              image: chancery  # yours, with the reports and their archives on a volume
              workingDir: {_quoted(folder)}
              command:{words}
"""


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


FORMS = {"systemd": systemd, "cron": cron, "k8s": k8s}
