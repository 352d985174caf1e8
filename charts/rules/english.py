"""The little English that the rules know: finite verbs and number words.

A list can never hold every verb. The test for a sentence is therefore generous: a word that may be a verb counts as one.
"""
from __future__ import annotations

import re

_FINITE = frozenset((
    "is are was were has have had do does did will would can could may might must shall should became began bore bought "
    "brought broke built came chose cost cut drew drove fell felt flew found fought froze gave got grew went held hit kept knew "
    "laid led left lent let lost made meant met paid put quit ran read rose said sank sat saw sent set shook shot shrank "
    "shut sold sought spent split spoke spread stood stole stuck struck swept swung taught thought threw told took "
    "understood won woke wore wrote overtook withdrew outgrew undid").split())
_STEMS = frozenset((
    "add agree aim allow announce appear approach argue arrive ask attend back bar bear beat become begin belong block "
    "boost break bring build buy call carry change claim climb close collapse come compare confirm consider contain continue "
    "control cost cover create cross cut deal decide decline deepen deliver demand deny depend differ disagree divide double "
    "doubt draw drive drop earn eat end exceed expand expect export face fail fall fear feed feel fight fill find finish "
    "fit flow follow force fund gain get give go grow halve handle happen have help hit hold hope host import improve "
    "include increase insist intend invest join jump keep know lack last lead leave lend lie limit link live look lose "
    "make match mean measure meet miss move narrow need occur offer open oppose outnumber outpace outweigh overtake owe own "
    "pass pay peak plan play please pledge point prefer prepare present press prevent produce promise prove provide pull "
    "push put quadruple raise reach receive recover reduce refuse reject rely remain remember replace report require resist "
    "rest result return reveal rise run say see seek seem sell send separate serve set settle share shift show shrink "
    "shut signal sink sit slip slow sign speak spend split spread stand start state stay stop strengthen suffer suggest "
    "supply support surge surpass take talk tell think tie trade trail train travel treble trigger triple turn use vary visit "
    "vote wait want warn weaken welcome widen win withdraw work worry write").split())
_UNITS = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {word: n for n, word in enumerate([*_UNITS, *_TEENS])} | {
    word: 10 * n for n, word in enumerate(_TENS, 2)} | {
    f"{ten}-{one}": 10 * n + m for n, ten in enumerate(_TENS, 2) for m, one in enumerate(_UNITS) if m}
SCALES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9,
          "trillion": 1e12, "tn": 1e12, "dozen": 12.0}


def has_verb(sentence: str) -> bool:
    """Whether some word may be a finite verb."""
    found = [re.sub(r"[’']s$", "", word.strip(".,;:!?()“”\"‘’'")) for word in sentence.split()]
    return any(_verb(word.lower()) for word in found) or any(_third_person(word) for word in found[1:-1])


def _verb(word: str) -> bool:
    stems = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ed"), word.removesuffix("d"),
             f"{word.removesuffix('ies')}y", f"{word.removesuffix('ied')}y"}
    return word in _FINITE or bool(stems & _STEMS) or (word.endswith("ed") and len(word) > 4)


def _third_person(word: str) -> bool:
    """A small word on -s inside a sentence may be a verb that is on no list."""
    return word.islower() and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ous", "ics", "ions"))
