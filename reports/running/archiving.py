"""The stages that make: the files of an edition, and the edition itself."""
from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from reports import durable
from reports.editions import content, diff, gates, kept, making, retention
from reports.editions import manifest as manifests
from reports.editions.content import Data
from reports.editions.manifest import Manifest
from reports.issue import Issue
from reports.options import Options
from reports.problems import Failed, MachineFailed
from reports.running import checking
from reports.running.steps import Run, Status, Stopped
from reports.running.telling import readers

LIBRARIES = ("babel", "lxml", "markdown-it-py", "matplotlib", "pikepdf", "pillow", "pydantic", "pyphen", "python-pptx", "pyyaml",
             "reportlab", "uharfbuzz", "xlsxwriter")


def build(run: Run) -> Mapping[str, Any]:
    """The files twice: stamped as they are handed round until the release, and clean, whose hashes are what is approved."""
    assert run.issue
    options = Options(cache=run.cache, say=run.say, name=run.name)
    try:
        run.files, run.problems = making.files(run.staged, run.stated, replace(options, charts=True))
        run.clean, _ = making.files(run.staged, replace(run.stated, issue=run.issue.clean), options)
    except Failed as failed:
        raise checking.blocked(list(failed.problems), run.name) from failed
    except MachineFailed as failed:
        raise Stopped(Status.RENDER_FAILED, f"the files cannot be made: {failed}") from failed
    return {"files": len(run.files), "bytes": sum(map(len, run.files.values()))}


def archive(run: Run) -> Mapping[str, Any]:
    """The edition into the archive; the approvals of the one before are void from here on."""
    assert run.issue and run.content is not None
    for name, data in _kept(run).items():
        path = run.staged / name
        with durable.machine(run.archive.root):
            path.parent.mkdir(parents=True, exist_ok=True)
            durable.write(path, data)
    edition = _manifest(run, run.issue, run.content)
    if run.settings.archive.verify_rebuild:
        _prove(run, edition)
    run.archive.add(run.staged, edition)
    run.edition = edition
    _void(run)
    return {"files": len(edition.files), "material": int(edition.material)}


def _kept(run: Run) -> dict[str, bytes]:
    """Everything in an edition's folder besides its inputs and its house style: what was made, how, and by what."""
    assert run.content is not None
    made = kept.files(run.stated, run.content, _summary(run), run.files, run.problems)
    return {**made, "config.json": kept.packed(run.settings.deciding), "program.json": kept.packed(program())}


def program() -> dict[str, Any]:
    """The versions that bytes may depend on: of this program, of Python, of the libraries."""
    return {"program": checking.tool(), "python": sys.version.split()[0],
            "libraries": {name: version(name) for name in LIBRARIES}}


def _as_of(head: Data) -> str:
    return str(head["as_of"]["date"])


def _summary(run: Run) -> str:
    if not run.last:
        return "the first edition"
    return diff.summary(run.changes) if run.changes else "the same words, made anew"


def _manifest(run: Run, issue: Issue, said: Data) -> Manifest:
    material = not run.last or any(c.material for c in run.changes) or bool(issue.correction and issue.correction.material)
    return Manifest(
        seq=run.last.seq + 1 if run.last else 1, number=issue.number, kind=kept.kind(issue), content=content.digest(said),
        made=run.at, published=issue.made, inputs=checking.staged_inputs(run), tool=checking.tool(),
        clean=making.digests(run.clean), files=manifests.inventory(run.staged), warnings=len(run.problems), material=material,
        summary=_summary(run),
        as_of=_as_of(said["head"]), title=str(said["head"]["title"]), previous=run.last.digest if run.last else "")


def _prove(run: Run, edition: Manifest) -> None:
    """Made once more without the cache, every byte must be the same."""
    assert run.issue
    options = Options(name=run.name)
    again, _ = making.files(run.staged, replace(run.stated, issue=run.issue.clean), options)
    wrong = making.differing(again, edition.clean)
    if wrong:
        raise Stopped(Status.RENDER_FAILED, f"made twice, {', '.join(wrong)} did not come out the same; please report it")


def prune(run: Run) -> Mapping[str, Any]:
    """What the rule of retention no longer keeps; but nothing that somebody is still to be told of."""
    keep = retention.Keep.read(run.settings.archive.keep)
    gone = retention.prune(run.archive, keep, run.clock(), run.at, {run.archive.current(), *readers.pending(run.archive)})
    return {"pruned": gone} if gone else {}


def _void(run: Run) -> None:
    """Approvals of an edition that was never released do not pass to the next."""
    if run.last and run.edition and gates.approvals(run.last, run.archive.events(run.last.number)) \
            and gates.state(run.last, run.archive.events(), run.settings.policy) not in ("released", "withdrawn"):
        run.archive.record("void", run.last.number, run.at, reason=f"edition {run.edition.number} took its place")

