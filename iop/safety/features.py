"""Turns plain words into numbers: what is said, who says it of whom, and how it is spelled."""

import math
import zlib
from functools import lru_cache
from typing import AbstractSet, Dict, FrozenSet, List, Sequence, Set, Tuple

BUCKETS = 1 << 15
"""Word and letter sequences are hashed into this many columns."""
REMEMBERED = 20_000
"""Words whose pieces are remembered, some 1 KB each."""

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


def _sequences(words: Sequence[str], longest: int, mark: bytes) -> Set[int]:
    """Returns the columns of all sequences of up to so many words; the checksum of one goes on from a shorter one's."""
    pieces = [word.encode() for word in ("^", *words, "$")]
    following = [b" " + piece for piece in pieces]
    found: Set[int] = set()
    for start, piece in enumerate(pieces):
        checksum = zlib.crc32(mark + piece)
        found.add(checksum % BUCKETS)
        for word in following[start + 1 : start + longest]:
            checksum = zlib.crc32(word, checksum)
            found.add(checksum % BUCKETS)
    return found


def _skips(words: Sequence[str], mark: bytes) -> Set[int]:
    """Returns the columns of pairs of words with one to three others between them."""
    seconds = [b"_" + word.encode() for word in words]
    found: Set[int] = set()
    for start, word in enumerate(words):
        checksum = zlib.crc32(mark + word.encode())
        found.update(zlib.crc32(second, checksum) % BUCKETS for second in seconds[start + 2 : start + 5])
    return found


@lru_cache(maxsize=REMEMBERED)
def _letters(word: str) -> FrozenSet[int]:
    """Returns the columns of a word's pieces of three and four letters."""
    padded = f"<{word}>"
    pieces = {padded[start : start + size] for size in (3, 4) for start in range(max(1, len(padded) - size + 1))}
    return frozenset(zlib.crc32(f"l:{piece}".encode()) % BUCKETS for piece in pieces)


WEIGHTS = (1.0, 1.0, 0.7, 0.6)
"""Of words, of their classes, of pairs with a gap, of pieces of words."""


def columns(words: Sequence[str]) -> Dict[int, float]:
    """Returns the hashed columns of one text and their weights.

    Each kind of sequence weighs the same however long the text is.
    """
    classes = abstract(words)
    kinds: Tuple[AbstractSet[int], ...] = (
        _sequences(words, 3, b"w:"),
        _sequences(classes, 4, b"a:"),
        _skips(classes, b"s:"),
        frozenset().union(*map(_letters, words)),
    )
    total: Dict[int, float] = {}
    for weight, found in zip(WEIGHTS, kinds, strict=True):
        share = weight / math.sqrt(len(found) or 1)
        for column in found:
            total[column] = total.get(column, 0.0) + share
    return total
