"""The stages, one call a line: load, check, resolve, compose, lay out, render, publish."""
from __future__ import annotations

from pathlib import Path

from reports import outline as outlines
from reports.options import TEMPLATES, Options
from reports.problems import Failed, Place, Problem, errors, in_order

__all__ = ["TEMPLATES", "Options", "build", "check", "stages"]


def check(folder: Path, options: Options) -> list[Problem]:
    """Every problem of a report, without making files."""
    try:
        return stages(folder, options)[1]
    except Failed as failed:
        return in_order(failed.problems)


def build(folder: Path, out: Path, options: Options) -> tuple[list[Path], list[Problem]]:
    """Make a report's files. Raises Failed when the input has errors; then nothing is written."""
    from reports.publish import publish

    files, problems = stages(folder, options, render=True)
    return publish(out, files), problems


def stages(folder: Path, options: Options, *, render: bool = False) -> tuple[dict[str, bytes], list[Problem]]:
    """The finished files by name (empty ones unless `render`), and the warnings. Raises Failed when there are errors."""
    from reports import compose, facts, outputs, tables
    from reports.house import style
    from reports.release import gate

    options.say("reading")
    outline, problems = outlines.read(folder, options.cache, name=options.name, issue=options.issue,
                                      templates=options.templates)
    if outline is None or errors(problems):
        raise Failed(problems)
    view = gate.seen(outline, options)
    outline, problems = view.outline, [*problems, *view.problems]
    if errors(problems):
        raise Failed(problems)
    ledger, more = facts.ledger(outline)
    chosen, place = outline.report.template, outline.report.place or Place("outline.yaml")
    house = style.load(options.templates, style.Wanted(chosen.name, chosen.slides, chosen.layouts), folder, place, options.cache)
    options.say("composing")
    data, rows = tables.load(outline)
    document, words = compose.compose(outline, ledger, data, options.profile or outline.report.profile, house, options.today)
    problems = outputs.strictly([*problems, *house.doubts, *more, *rows, *words], options.strict)
    files, unfit = outputs.make(document, house, options, folder, render=render and not errors(problems))
    problems = in_order([*problems, *unfit, *gate.leaked(view, document, files)])
    if errors(problems):
        raise Failed(problems)
    return files, problems
