"""What English words claim: how strong a verb of saying is, what keeps a status, what moves up or down. Data and patterns."""
from __future__ import annotations

import re


def _any(words: str) -> re.Pattern[str]:
    """One of some words, as whole words, in small or capital letters; "_" stands for a space."""
    return re.compile(rf"\b(?:{'|'.join(w.replace('_', ' ') for w in words.split())})\b", re.IGNORECASE)


SAYING = ("said|says|say|saying|told|tells|stated|states|called|calls|calling|spoke|speaks|noted|notes|added|adds|wrote|writes|"
          "argued|argues|claimed|claims|warned|warns|promised|promises|announced|announces|confirmed|confirms|denied|denies|"
          "admitted|admits|agreed|agrees|insisted|insists|stressed|stresses|assured|assures|pledged|pledges|suggested|suggests")
# verbs that claim more than that somebody said so, and the words with which a source bears them out
STRONG = {
    "confirmed": "confirm", "confirms": "confirm", "confirm": "confirm",
    "admitted": "admit|acknowledg|conced", "admits": "admit|acknowledg|conced",
    "acknowledged": "acknowledg|admit|recogni", "acknowledges": "acknowledg|admit|recogni",
    "conceded": "conced|admit|acknowledg", "concedes": "conced|admit|acknowledg",
    "agreed": "agree|deal|accord", "agrees": "agree", "denied": "den[yi]|reject", "denies": "den[yi]|reject",
    "announced": "announc", "announces": "announc", "promised": "promis|pledg|assur|commit|intend|vow",
    "promises": "promis|pledg|assur|commit|intend|vow", "pledged": "pledg|promis|assur|commit|vow",
    "pledges": "pledg|promis|assur|commit|vow", "guaranteed": "guarant", "guarantees": "guarant", "vowed": "vow|pledg|swor",
    "proved": "prov|demonstrat", "proves": "prov|demonstrat", "revealed": "reveal|disclos", "reveals": "reveal|disclos",
    "demanded": "demand", "demands": "demand", "threatened": "threat", "threatens": "threat", "accused": "accus",
    "accuses": "accus", "supports": "support", "supported": "support", "endorsed": "endors|back", "endorses": "endors|back"}
BORNE_OUT = {"announced": ("announced", "announces"), "pledged": ("promised", "promises", "pledged", "pledges"),
             "intended": ("promised", "promises"), "offered": ("promised", "promises")}  # by the status alone
STRONGER = re.compile(rf"\b({'|'.join(STRONG)})\b", re.IGNORECASE)
PLAIN_SAYING = _any("said says say stated states reported reports notes noted told shows found according_to")
OPINION = _any("argued? argues arguing arguably believes? believed thinks? thought sees? saw seen views? viewed holds? held "
               "judges? judged considers? considered contends? contended expects? expected suggests? suggested wants? wanted "
               "recommends? recommended welcomes? welcomed calls? called finds? found points? hopes? opinion view commentary "
               "comment interprets? infers? inferred reads? implies implied appears? seems? claims? claimed contested "
               "doubts? recommend(?:ed|ation|ations)? account accounts wording write-ups predicts? forecasts? praises? "
               "criticises? to_the asks? urges? should would likely account’s by_[\\w’]+_count in_[\\w’]+_reading writer’s? "
               "one_writer’s")
SOFTENED = {  # words of which one keeps a status; those of a weaker family keep a stronger one too
    "announced": _any("announc\\w* plan\\w* schedul\\w* expect\\w* will would wait\\w* soon to_be to_begin to_come upcoming "
                      "intend\\w* propos\\w* forecast\\w* project\\w* set_to (?:is|are|was|were)_to due aims? once when if "
                      "whether conditional not_begun start\\w* future deadline postponed moved later delay\\w* remain\\w* "
                      "could may might a_ceiling seeks? agenda"),
    "pledged": _any("pledg\\w* promis\\w* offer\\w* intend\\w* intention\\w* commit\\w* ready readiness willing\\w* will "
                    "would assur\\w* vow\\w* to_come stand\\w* propos\\w* plan\\w* whether aims? future expect\\w* more_to "
                    "next whose"),
    "wanted": _any("want\\w* ask\\w* request\\w* consider\\w* look\\w*_into wish\\w* should recommend\\w* would need\\w* "
                   "seek\\w* call\\w*_for urg\\w* whether could must challenge propos\\w* put give translate priority future "
                   "interest"),
    "hoped": _any("hop\\w* interest\\w* wish\\w* want\\w* would look\\w*_forward expect\\w* may might could keen future "
                  "not_scheduled"),
    "reported": _any("report\\w* claim\\w* unverified not_verified not_confirmed no_confirmed alleg\\w* rumou?r\\w* "
                     "theor\\w* speculat\\w* unnamed anonymous said_to sources? quoted suggest\\w* unconfirmed may might "
                     "relays? explanations? reasons?"),
}
WEAKER = ("announced", "pledged", "wanted", "hoped", "reported")  # from firm to soft
RELATIVE = re.compile(
    r"\b((?:last|next|this|past|coming) (?:year|month|week|weekend|quarter|decade|century|spring|summer|autumn|winter|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|(?:in|over) recent (?:years|months|weeks|days)|"
    r"yesterday|today|tomorrow|tonight|recently|lately|nowadays|currently|at present|at the moment|shortly|"
    r"(?<!as )soon(?! as| after| enough|er)|ago|in the near future|to date|so far)\b(?!-)", re.IGNORECASE)
LOADED = re.compile(r"\b(overrul(?:e|es|ed|ing)|regimes?|puppets?|blank che(?:que|ck)s?|great games?|cronies|stooges?|"
                    r"so-called)\b", re.IGNORECASE)
LIKELIHOOD = ("almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain")
LIKELY = re.compile(rf"\b({'|'.join(sorted(LIKELIHOOD, key=len, reverse=True))})\b", re.IGNORECASE)
CONFIDENT = re.compile(r"\b(?:(low|moderate|high|medium|some|full|great) confidence|"
                       r"confidence is (?:low|moderate|high))\b", re.IGNORECASE)
OFF_LIST = re.compile(r"\b(probably|probable|possibly|perhaps|highly likely|highly unlikely|quite likely|remote chance|"
                      r"good chance|little chance|may well|might well|poised to|may|might|could)\b", re.IGNORECASE)
UP = re.compile(r"\b(rose|rises?|risen|grew|grows?|grown|increas(?:e|es|ed|ing)|climb(?:s|ed)?|gain(?:s|ed)?|up|surged?|"
                r"jump(?:s|ed)?|expanded|higher)\b", re.IGNORECASE)
DOWN = re.compile(r"\b(fell|falls?|fallen|declin(?:e|es|ed)|drop(?:s|ped)?|shrank|shrinks?|decreas(?:e|es|ed)|down|plunged?|"
                  r"slump(?:s|ed)?|lower)\b", re.IGNORECASE)
ABOVE = re.compile(r"\b(?:more|higher|larger|greater|bigger|longer|above|exceed(?:s|ed)?|outnumber(?:s|ed)?|over)\b(?: than)?",
                   re.IGNORECASE)
BELOW = re.compile(r"\b(?:less|fewer|lower|smaller|shorter|below|short of)\b(?: than)?", re.IGNORECASE)
EVIDENT = re.compile(r"\b(had|was|were|then|until|till|later|earlier|moved|postponed|superseded|replaced|former|first|still|"
                     r"instead|at the time|no longer|originally)\b", re.IGNORECASE)
