"""A run as it goes unattended: with its data fetched, its readers and owners told, its period written down."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from reports.running import settings
from reports.running.run import Asked
from reports.running.scheduling import ledger
from reports.running.scheduling.ledger import Due
from reports.running.scheduling.service import look
from reports.running.settings import Settings
from reports.running.steps import Hooks, Outcome, Run, Status, Stopped
from reports.running.telling import mail, owners, stranded
from reports.running.telling.readers import Office

AGAIN = (Status.FETCH_FAILED, Status.RENDER_FAILED)  # what may go better the next time; a wrong outline will not


@dataclass
class Unattended:
    """What a scheduled run does besides making the edition. `due`: the period that it is for; `offline`: nothing is fetched."""

    due: Due | None = None
    offline: bool = False
    post: mail.Post | None = None
    superfluous: bool = False

    def refresh(self, run: Run) -> Mapping[str, Any]:
        """New data, unless another run saw to the period while this one waited for its turn."""
        if self.due and ledger.standing(run.archive) != self.due.known:
            self.superfluous = True
            raise Stopped(Status.UNCHANGED, f"{self.due.period.key} was seen to by another run")
        if self.offline:
            return {}
        from reports.running.refreshing import refresh

        return refresh.refresh(run)

    def tell(self, run: Run) -> Mapping[str, Any]:
        return Office(run.archive, run.settings, run.folder.name, run.clock, self.post, run.cache).deliver()

    def after(self, run: Run, outcome: Outcome | None) -> None:
        """Write down how the period went, and tell the owners of a failure or a recovery."""
        if self.superfluous:
            return
        if self.due:
            status = outcome.status.name.lower() if outcome else "crashed"
            ledger.record(run.archive, self.due, run.at, status, run.settings.failure,
                          again=not outcome or outcome.status in AGAIN)
        owners.after(run, outcome, self.post, ledger.standing(run.archive).next_try)

    def stranded(self, folder: Path, found: Settings, what: str, stage: str, now: datetime) -> None:
        stranded.tell(folder, found, what, stage, now, self.post)

    def asked(self, wish: Asked) -> Asked:
        """A wish with all of this in it."""
        return replace(wish, hooks=Hooks(self.refresh, self.tell, self.after, self.stranded))


def due_now(folder: Path, clock: Callable[[], datetime]) -> Due | None:
    """What is due of a report. Raises Failed for a bad schedule.yaml."""
    schedule = settings.read(folder).schedule
    return ledger.due(schedule, folder.name, look(folder, clock).known, clock()) if schedule else None

