"""Words that nobody has touched for some editions, while the numbers in them and around them were made anew."""
from __future__ import annotations

from collections.abc import Iterator

from reports.editions.archive import Archive
from reports.editions.content import Data, strings
from reports.editions.manifest import Manifest

MANY = 3  # editions after which words are named


def untouched(archive: Archive, edition: Manifest, many: int = MANY) -> list[tuple[str, str, int]]:
    """(block or figure, the number of the edition that brought its words, how many editions ago) of what a hand wrote and left
    as it is for `many` editions up to this one. Numbers that changed by themselves are no touch.

    Editions whose files were pruned are passed over. Raises Damaged.
    """
    since: dict[str, Manifest] = {}
    before: dict[str, object] = {}
    gone = archive.pruned()
    for one in (e for e in archive.editions() if e.seq <= edition.seq and e.number not in gone):
        words = dict(_words(archive.content(one)))
        since = {name: since[name] if before.get(name) == said else one for name, said in words.items()}
        before = words
    return [(name, one.number, edition.seq - one.seq) for name, one in since.items() if edition.seq - one.seq >= many]


def _words(content: Data) -> Iterator[tuple[str, object]]:
    """Texts and the words of figures as they were typed, where they are more than names and references."""
    for prefix, part in (("", content["texts"]), ("figure ", content["figures"])):
        for name, said in part.items():
            if any(" " in text.strip() for text in strings(said["words"])):
                yield f"{prefix}{name}", said["words"]
