"""No text takes long to read, however often its words repeat: a pattern that tries all ways holds up everybody."""

import re
from itertools import pairwise
from types import ModuleType
from typing import Any, Callable, Dict, List, Tuple

import pytest

from iop.intake import (
    agreement,
    besides,
    contact,
    corrections,
    details,
    discretion,
    for_whom,
    kept_permission,
    language,
    mail_only,
    names,
    number_ends,
    others_named,
    own_details,
    permission,
    place,
    refused_calls,
    remarks,
    renaming,
    replies,
    seen_by_others,
    time_words,
    times,
    ways,
    who_is_called,
)
from iop.intake.draft import NAME, TIME
from tests.reading_time import CHARACTERS, SECONDS, at_most

READERS: Dict[ModuleType, Tuple[Callable[[str], Any], ...]] = {
    agreement: (lambda text: agreement.agreement_in(f"yes {text}"),),
    besides: (besides.told_besides, lambda text: details.read(text, asked=NAME, asks_for_call=True)),
    others_named: (others_named.without_others,),
    contact: (
        contact.phone_in,
        contact.email_in,
        contact.without_contact,
        contact.without_sensitive,
        contact.is_like_contact,
        contact.has_no_contact,
        contact.is_cut_short,
        contact.is_foreign,
        contact.wants_mail,
    ),
    who_is_called: (
        who_is_called.calls_somebody_else,
        who_is_called.calls_the_writer,
        who_is_called.calls_another,
        who_is_called.calls_them_not_me,
        who_is_called.own_beside_another,
        who_is_called.keeps_number,
        lambda text: who_is_called.is_of_another(text, True),
    ),
    corrections: (
        corrections.cancels,
        corrections.to_remove,
        corrections.cancels_it,
        lambda text: corrections.corrects(text, {"best_time": "mornings"}),
        corrections.to_ask_again,
        lambda text: corrections.change_in(text, {"phone": "+13035550142"}),
        lambda text: corrections.is_another_person(text, {}, {"phone": "+13035550142"}),
    ),
    discretion: (
        discretion.tells_how,
        discretion.wishes_in,
        discretion.must_not_be_told,
        lambda text: discretion.without_wish(text, text[:9]),
    ),
    details: (details.read, lambda text: details.read(text, asked=TIME)),
    for_whom: (for_whom.for_whom_in, lambda text: for_whom.for_whom_in(text, asked=True), for_whom.is_nothing_else),
    language: (language.language_in, language.asks_in_spanish, language.request_in),
    mail_only: (mail_only.wants_only_mail,),
    names: (
        lambda text: names.name_in(text, beside_contact=True),
        lambda text: names.name_in(text, asked=True),
        names.is_name,
        lambda text: names.given_name_in(text, may_be_word=True),
        names.name_of_another,
        names.name_as_said,
    ),
    number_ends: (number_ends.right_end, lambda text: number_ends.right_end(text, 1)),
    own_details: (own_details.asks_about_own,),
    permission: (
        lambda text: permission.permission_in(text, asked=True),
        lambda text: kept_permission.permission_kept(text, {"may_text": False}),
        kept_permission.says_same,
        refused_calls.refuses_calls,
    ),
    place: (lambda text: place.region_in(text, asked=True), place.language_in, place.insurer_in),
    remarks: (remarks.remark_in, remarks.tells_of_somebody, remarks.is_for_them),
    renaming: (lambda text: renaming.renamed(text, {"first_name": "Devon"}),),
    replies: (
        replies.reply_in,
        replies.asks_back,
        replies.says_to_send,
        replies.refuses_to_send,
        replies.says_only_yes,
        replies.is_some_time,
    ),
    times: (
        lambda text: times.time_in(text, asked=True),
        times.time_in,
        times.free_time_in,
        lambda text: times.beside_before(text, text),
        times.is_remark,
        lambda text: times.corrected_hour(text, text),
    ),
    time_words: (lambda text: times.time_in(text, asked=True), times.time_in, times.is_remark),
    seen_by_others: (
        seen_by_others.reads_texts,
        seen_by_others.hears_voicemails,
        seen_by_others.looks_at_phone,
        seen_by_others.is_watched,
    ),
    ways: (lambda text: [(one.is_refused, one.is_clear) for one in ways.named_in(text)],),
}


def strings(value: Any) -> List[str]:
    """Returns the patterns and words in a value."""
    if isinstance(value, (str, re.Pattern)):
        return [value if isinstance(value, str) else value.pattern]
    within = value.values() if isinstance(value, dict) else value if isinstance(value, (tuple, list)) else ()
    return [one for part in within for one in strings(part)]


def vocabulary(module: ModuleType) -> List[str]:
    """Returns the words of a module's patterns, in their order there."""
    values = [value for name, value in vars(module).items() if not name.startswith("__")]
    loaded = {for_whom: lambda: for_whom._patterns(True), language: language._requests}
    patterns = " ".join(strings([*values, loaded[module]() if module in loaded else ""]))
    plain = re.sub(r"\(\?P<\w+>|\\[a-zA-Z]", " ", patterns).replace("?", "")
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", re.sub(r"\[([^\W_])[^]]*\]", r"\1", plain))


@pytest.mark.parametrize("module", READERS, ids=lambda module: module.__name__.rpartition(".")[2])
def test_repeated_words_are_read_in_bounded_time(module: ModuleType) -> None:
    words = vocabulary(module)
    repeated = dict.fromkeys([*words, *map(" ".join, pairwise(words))])
    assert len(repeated) > 100
    for some in repeated:
        for join in (" ", ", "):
            text = ((some + join) * CHARACTERS)[: CHARACTERS - 2] + " x"
            with at_most(SECONDS, text):
                for read in READERS[module]:
                    read(text)


@pytest.mark.parametrize(
    "some",
    [
        "in the ",
        "at the in the ",
        "its ",
        "text, text messages, ",
        "leave a message, ",
        ", ",
        "\u00bf",
        ". y",
        "but only ",
        "r-a-",
        "not a b, ",
    ],
)
def test_these_words_were_read_in_all_ways(some: str) -> None:
    text = (some * CHARACTERS)[: CHARACTERS - 2] + " x"
    with at_most(SECONDS, text):
        for readers in READERS.values():
            for read in readers:
                read(text)
