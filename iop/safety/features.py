"""Turns plain words into numbers: what is said, who says it of whom, and how it is spelled."""

import zlib
from typing import Dict, Iterable, List, Sequence

import numpy as np

BUCKETS = 1 << 15
"""Word and letter sequences are hashed into this many columns."""

_CLASSES: Dict[str, str] = {}


def _define(name: str, words: str) -> None:
    for word in words.split():
        _CLASSES[word] = name


_define("<me>", "i im ive id ill me myself yo mi my")
_define("<you>", "you your youre youve yall u")
_define("<they>", "he she they hes shes theyre him her them his hers their theyve hed shed")
_define(
    "<kin>",
    "son daughter kid child kids children husband wife spouse partner boyfriend girlfriend fiance mom mother dad father"
    " parents brother sister sibling friend buddy roommate housemate cousin uncle aunt nephew niece grandma grandpa"
    " grandmother grandfather grandson granddaughter ex coworker neighbor stepdad stepmom stepson stepdaughter teen"
    " teenager student client sponsor sponsee toddler baby someone somebody guy girl man woman people boss"
    " hijo hija hijos esposo esposa marido novio novia hermano hermana mama papa madre padre"
    " amigo amiga primo prima tio tia",
)
_define(
    "<no>",
    "not no never dont doesnt didnt isnt wasnt wont cant aint havent hasnt hadnt"
    " wouldnt couldnt shouldnt arent nunca ni",
)
_define("<now>", "now tonight today currently lately right hoy ahora ahorita recently again")
_define("<recent>", "yesterday ayer anoche hours hour minutes days weeks week morning")
_define("<past>", "ago years year used was were had past history once when back since")
_define(
    "<want>",
    "want wanted wants wanting wish wished wishing hope hoping need ready quiero quiere kiero wanna wishes hopes",
)
_define("<gonna>", "gonna going will planning plan plans about voy va")
_define(
    "<drug>",
    "pills pill tylenol xanax benadryl percocet oxy fentanyl heroin meds medication medications medicine benzos ambien"
    " klonopin valium ativan advil ibuprofen methadone insulin coke cocaine meth pastillas antidepressants gabapentin"
    " painkillers painkiller aspirin opioids molly dope tablets capsules suboxone adderall",
)
_define(
    "<weapon>", "gun knife pistol rifle shotgun blade razor weapon machete pistola cuchillo navaja escopeta bat firearm"
)
_define("<ask>", "do does can is are what how when where who why will which should could")


def abstract(words: Sequence[str]) -> List[str]:
    """Returns the words with people, negation, time and means replaced by their class."""
    return [_CLASSES.get(w, "<num>" if w[:1].isdigit() else w) for w in words]


def _grams(words: Sequence[str], longest: int, mark: str) -> Iterable[str]:
    padded = ["^", *words, "$"]
    for size in range(1, longest + 1):
        for start in range(len(padded) - size + 1):
            yield mark + " ".join(padded[start : start + size])


def _skips(words: Sequence[str], mark: str) -> Iterable[str]:
    for start, first in enumerate(words):
        for second in words[start + 2 : start + 5]:
            yield f"{mark}{first}_{second}"


def _letters(words: Sequence[str], mark: str) -> Iterable[str]:
    for word in words:
        padded = f"<{word}>"
        for size in (3, 4):
            for start in range(max(1, len(padded) - size + 1)):
                yield mark + padded[start : start + size]


WEIGHTS = (1.0, 1.0, 0.7, 0.6)
"""Of words, of their classes, of pairs with a gap, of pieces of words."""


def columns(words: Sequence[str]) -> Dict[int, float]:
    """Returns the hashed columns of one text and their weights.

    Each kind of sequence weighs the same however long the text is.
    """
    classes = abstract(words)
    kinds = (
        _grams(words, 3, "w:"),
        _grams(classes, 4, "a:"),
        _skips(classes, "s:"),
        _letters(words, "l:"),
    )
    total: Dict[int, float] = {}
    for weight, grams in zip(WEIGHTS, kinds, strict=True):
        found = {zlib.crc32(gram.encode()) % BUCKETS for gram in grams}
        if found:
            share = weight / float(np.sqrt(len(found)))
            for column in found:
                total[column] = total.get(column, 0.0) + share
    return total
