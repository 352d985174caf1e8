"""An edition from the archive as it may lie before a reader: with its stamp, as released, as superseded by a later one."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reports.audit.expected import Expected, expected
from reports.editions import making
from reports.editions.archive import Archive
from reports.editions.manifest import Manifest
from reports.options import Options


def variants(archive: Archive, edition: Manifest, options: Options, name: str) -> Iterator[Expected]:
    """What its archived inputs and house style give. Raises Damaged when an input is not as it was, Failed as a build does."""
    folder = archive.folder(edition)
    for file in edition.files:
        if file.startswith((f"{making.INPUTS}/", f"{making.STYLES}/")):
            archive.read(edition, file)
    stated = making.of(archive, edition)
    issue, profile = stated.issue, options.profile or next(iter(stated.profiles), None) or None
    numbers = [one.number for one in archive.editions()]
    later = numbers[numbers.index(edition.number) + 1:]
    asked = replace(options, profile=profile, today=stated.today or None, templates=folder / making.STYLES, name=making.INPUTS)
    for one in (issue, issue.clean, *(issue.superseded(number) for number in later)):
        yield expected(folder / making.INPUTS, replace(asked, issue=one), f"{name}, edition {edition.number}")
