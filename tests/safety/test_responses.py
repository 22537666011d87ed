"""The rules of what is said, for every route, language and channel."""

import re

import pytest

from iop.knowledge.checks import reading_grade
from iop.safety import (
    ROUTES,
    Verdict,
    before_a_call,
    crisis_messages,
    do_not_wait,
    humble_texts,
    resources,
    second_text,
    short_words,
    soft_line,
    urgent_words,
)
from iop.safety.responses import BUILT_IN
from iop.safety.situation import SITUATIONS

GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
LANGUAGES = ("en", "es")
FORBIDDEN = re.compile(
    r"commit|successful|failed attempt|\bmg\b|milligram|how many|lethal|"
    r"promise|guarantee|"
    r"will be (fine|okay)|everything will|book|intake|insurance|score|assessment|"
    r"come in\b|just stop|stop drinking|cometi|prometo",
    re.IGNORECASE,
)


KINDS = (*ROUTES, *SITUATIONS)
"""Every kind of danger with texts of its own: the routes, and those in a situation."""


def said(kind, language, channel):
    route, situation = kind if isinstance(kind, tuple) else (kind, None)
    return crisis_messages(Verdict(route, False, language, situation=situation), channel)


def said_then(kind, language, channel):
    route, situation = kind if isinstance(kind, tuple) else (kind, None)
    return [second_text(route, language, channel, situation)]


def said_humbly(kind, language, channel):
    route, situation = kind if isinstance(kind, tuple) else (kind, None)
    return humble_texts(route, language, channel, situation)


ASKED_FIRST = {"web": r"[^?]*", "sms": r"[^?]*((danger|peligro)( now| ahora)?\? (Call |Llame al )?)?"}
"""What may be said before the first number: in a text "In danger now?" where the number follows at once."""


def is_asked_nothing_first(text, channel):
    return re.fullmatch(ASKED_FIRST[channel], text[: re.search(r"\b(988|911)\b", text).start()])


every = pytest.mark.parametrize(("route", "language"), [(r, s) for r in (*KINDS, None) for s in LANGUAGES])


@every
def test_the_first_sms_stands_alone(route, language):
    first = said(route, language, "sms")[0]
    assert len(first) <= 160
    assert re.search(r"\b988\b", first)
    assert re.search(r"\b911\b", first)


@every
def test_an_sms_keeps_to_its_alphabet(route, language):
    for text in (*said(route, language, "sms"), soft_line(language, "sms")):
        assert set(text) <= GSM
        assert len(text) <= 306


@every
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_nothing_forbidden_is_said(route, language, channel):
    assert not FORBIDDEN.search(" ".join(said(route, language, channel)))


@every
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_what_it_is_and_is_not(route, language, channel):
    text = " ".join(said(route, language, channel)).lower()
    assert ("not a counselor" if language == "en" else "no un consejero") in text or "no soy un consejero" in text
    assert "automat" in text or "automát" in text
    assert ("not monitored for emergencies" if language == "en" else "nadie vigila") in text
    assert "988" in text
    assert "911" in text


@every
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_resources_come_before_any_question(route, language, channel):
    assert is_asked_nothing_first(" ".join(said(route, language, channel)), channel)


@every
def test_web_texts_are_short(route, language):
    words = sum(len(text.split()) for text in said(route, language, "web"))
    assert (45 if route is None else 60) <= words <= 110


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_what_belongs_to_a_route(language, channel):
    def has(route, *wanted):
        text = " ".join(said(route, language, channel)).lower()
        return all(w in text for w in wanted)

    assert has("overdose_emergency", "911", "nalox", "narcan", "samaritan", "1-800-222-1222")
    assert has("abuse_violence", "1-800-799-7233", "start", "88788", "1-800-422-4453", "1-800-656-4673")
    assert has("abuse_violence", "1-888-373-7888", "choked" if language == "en" else "cuello")
    assert has("third_party_suicide", "welfare check" if language == "en" else "pida que vayan a ver")
    assert has("harm_others", "1-800-422-4453")
    assert has("medical_emergency", "911", "withdrawal" if language == "en" else "abstinencia")
    for route in ("suicide_self", "self_harm", "harm_others"):
        assert has(route, "838255", "ayuda")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_overdose_calls_911_first(language):
    for channel in ("web", "sms"):
        first = said("overdose_emergency", language, channel)[0]
        assert first.index("911") < (first.index("988") if "988" in first else len(first))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_the_quiet_line_is_one_line(language, channel):
    line = soft_line(language, channel)
    assert "988" in line
    assert "911" in line
    assert "\n" not in line
    assert len(line) <= 160


def test_the_spanish_text_is_spanish():
    for kind in KINDS:
        assert "llame al" in " ".join(said(kind, "es", "web")).lower()


def test_an_unknown_language_or_channel_is_answered():
    assert said("suicide_self", "fr", "web") == said("suicide_self", "en", "web")
    assert crisis_messages(Verdict("suicide_self"), "fax") == said("suicide_self", "en", "web")
    assert crisis_messages(Verdict("unheard_of"), "web")
    assert resources("en", "web") == crisis_messages(Verdict(failed=True), "web")


danger = pytest.mark.parametrize(("route", "language"), [(r, s) for r in KINDS for s in LANGUAGES])


@danger
def test_a_second_sms_names_both_numbers_in_its_first_segment(route, language):
    texts = [*said_then(route, language, "sms"), *said_humbly(route, language, "sms")]
    took_back = short_words("took_back", language, "sms")
    assert set(took_back) <= GSM
    for text in texts:
        assert len(text) <= 306
        assert len(f"{took_back} {text}") <= 459
        assert set(text) <= GSM
        assert re.search(r"\b988\b", text[:160])
        assert re.search(r"\b911\b", text[:160])


@danger
def test_what_is_most_urgent_is_short_and_names_whom_to_call(route, language):
    kind, situation = route if isinstance(route, tuple) else (route, None)
    web, sms = (urgent_words(kind, language, channel, situation) for channel in ("web", "sms"))
    assert len(web.split()) <= 60
    assert len(sms) <= 160
    assert set(sms) <= GSM
    for text in (web, sms):
        assert "988" in text
        assert "911" in text
        assert "?" not in text.partition("911")[0].replace("?", "", 1)
        assert not FORBIDDEN.search(text)
    if language == "en":
        assert reading_grade(web) <= 8


def test_a_situation_without_an_urgent_line_has_that_of_the_route():
    assert urgent_words("suicide_self", "en", "web", "unheard_of") == urgent_words("suicide_self", "en", "web")
    assert "911" in urgent_words("unheard_of", "en", "sms")


@danger
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_second_texts_keep_the_rules_of_the_first(route, language, channel):
    (second,), humble = said_then(route, language, channel), said_humbly(route, language, channel)
    for text in (second, *humble):
        assert not FORBIDDEN.search(text)
        assert "988" in text
        assert "911" in text
        assert is_asked_nothing_first(text, channel)
    assert ("not a counselor" if language == "en" else "no un consejero") in second.lower()
    assert "automat" in second.lower() or "automát" in second.lower()
    assert ("not monitored for emergencies" if language == "en" else "nadie vigila") in second.lower()


ORDERS = re.compile(
    r"walk away|stay with them|lay them|keep .{0,20}reach|do not (?:go|drive|leave)|unlock|press something|go to|get to"
    r"|quédese a su lado|aléjese|acuéstela|no se vaya|abra la puerta",
    re.IGNORECASE,
)


@danger
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_a_humble_text_gives_no_orders_and_welcomes_questions_and_calls(route, language, channel):
    texts = said_humbly(route, language, channel)
    assert len(set(texts)) == 2
    for text in texts:
        assert "{help}" not in text
        assert not ORDERS.search(text)
        assert re.search("call me" if language == "en" else "ll[áa]menme", text)
        assert re.search(r"program|automat|automát", text)
    if channel == "web" and language == "en":
        assert max(map(reading_grade, texts)) <= 8


@danger
def test_second_web_texts_are_short_and_easy_to_read(route, language):
    (second,), humble = said_then(route, language, "web"), said_humbly(route, language, "web")
    assert 60 <= len(second.split()) <= 110
    assert all(len(text.split()) <= 80 for text in humble)
    if language == "en":
        assert reading_grade(second) <= 8


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_what_belongs_to_the_second_texts_of_a_route(language, channel):
    def has(route, *wanted):
        return all(word in second_text(route, language, channel).lower() for word in wanted)

    insured = "insured or not" if language == "en" else "sin seguro"
    assert has("suicide_self", "741741", "er" if channel == "sms" else "988lifeline.org")
    assert has("overdose_emergency", "nalox", insured)
    assert has("medical_emergency", "withdrawal" if language == "en" else "abstinencia", insured)
    assert has("third_party_suicide", "welfare check" if language == "en" else "pida que vayan")
    assert has("abuse_violence", "1-800-799-7233", "start", "88788")
    assert "988lifeline.org" in second_text("suicide_self", language, channel)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_wants_a_call_is_told_not_to_wait_and_asked_whether_it_is_safe(language):
    assert before_a_call("suicide_self", language) == do_not_wait(language)
    for text in (do_not_wait(language), before_a_call("abuse_violence", language)):
        assert "911" in text
        assert set(text) <= GSM
    assert "988" in do_not_wait(language)
    assert ("safe for us" if language == "en" else "seguro que le llamemos") in before_a_call(
        "abuse_violence", language
    )


def test_second_texts_of_what_is_unknown_are_the_built_in_one():
    built_in = crisis_messages(Verdict("unheard_of"), "web")
    assert [second_text("unheard_of", "en", "web")] == humble_texts("unheard_of", "en", "web") == built_in


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", [what for what in BUILT_IN["en"] if what not in ("crisis", "soft_line")])
def test_the_short_replies_are_one_text_message(what, language):
    words = short_words(what, language, "sms")
    assert set(words) <= GSM
    assert len(words) <= 160
    assert words != short_words(what, "en" if language == "es" else "es", "sms")
    assert not FORBIDDEN.search(short_words(what, language, "web"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_who_worries_about_somebody_else_is_not_spoken_to_as_if_it_were_them(language, channel):
    kind = ("self_harm", "somebody_else")
    text = " ".join([*said(kind, language, channel), *said_then(kind, language, channel)]).lower()
    assert not re.search(
        r"no shame|hurt yourself|sentir verg|pueda usar para hacerse daño, y busque|le creo|believe", text
    )
    assert ("family" if language == "en" else "famili") in text or "parent" in text or channel == "sms"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_a_drunk_driver_is_reported_at_once(language, channel):
    first = said(("harm_others", "on_the_road"), language, channel)[0].lower()
    assert "911" in first
    assert ("which way" if language == "en" else "hacia donde") in first.replace("dónde", "donde")


def test_the_texts_of_a_situation_nobody_wrote_are_those_of_the_route():
    assert said(("self_harm", "unheard_of"), "en", "web") == said("self_harm", "en", "web")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_too_many_pills_need_poison_control_and_not_naloxone_first(language, channel):
    kind = ("overdose_emergency", "pills")
    first = said(kind, language, channel)[0].lower()
    assert "naloxon" not in first
    for text in (first, *said_then(kind, language, channel)):
        assert "1-800-222-1222" in text
        assert ("bottle" if language == "en" else "frasco") in text
    assert "naloxon" not in " ".join(said_then(kind, language, channel)).lower()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("route", ["harm_others", "abuse_violence"])
def test_a_child_that_was_hurt_needs_a_doctor_even_if_it_looks_fine(route, language, channel):
    kind = (route, "hurt_child")
    for text in (said(kind, language, channel)[0], *said_then(kind, language, channel)):
        assert ("fine" if language == "en" else "bien") in text
        assert "911" in text
    assert "1-800-422-4453" in " ".join(said(kind, language, channel))
    assert "weapon" not in " ".join(said(kind, language, channel))


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_who_cannot_call_may_text_911(channel):
    assert "you can text 911" in " ".join(said("abuse_violence", "en", channel))
    assert "texto al 911" in " ".join(said("abuse_violence", "es", channel))
    assert "in many places" in said_then("abuse_violence", "en", channel)[0]


def test_a_friend_who_is_a_minor_is_no_secret():
    assert "trusted adult today" in " ".join(said("third_party_suicide", "en", "web"))
    assert "trusted adult today" in " ".join(said("third_party_suicide", "en", "sms"))
    assert all("trusted adult today" in text for text in said_then("third_party_suicide", "en", "web"))
    assert "adulto" in " ".join(said("third_party_suicide", "es", "web"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (("third_party_suicide", "armed"), ["911", "veteran"]),
        (("third_party_suicide", "missing"), ["911", "polic"]),
        (("abuse_violence", "child_left"), ["911", "1-800-422-4453"]),
        (("abuse_violence", "young"), ["911", "1-800-422-4453"]),
        (("abuse_violence", "afraid"), ["911", "1-800-799-7233", "88788"]),
        (("overdose_emergency", "child_ate"), ["911", "1-800-222-1222"]),
        (("overdose_emergency", "about_to_use"), ["1-800-662-4357", "911"]),
        (("medical_emergency", "fell"), ["911"]),
        (("medical_emergency", "stimulant"), ["911"]),
    ],
)
def test_what_belongs_to_a_situation(language, channel, kind, wanted):
    first, second = " ".join(said(kind, language, channel)), said_then(kind, language, channel)
    assert all(number in text.lower() for number in wanted if number != "veteran" for text in (first, *second))
    assert all(word in first.lower() for word in wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_child_that_swallowed_something_did_not_do_so_on_purpose(language):
    kind = ("overdose_emergency", "child_ate")
    for channel in ("web", "sms"):
        assert not re.search(r"purpose|propósito|proposito", " ".join(said(kind, language, channel)))


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_who_writes_as_a_child_is_told_that_it_is_not_their_fault(channel):
    kind = ("abuse_violence", "young")
    for text in (" ".join(said(kind, "en", channel)), *said_then(kind, "en", channel)):
        assert "not your fault" in text
        assert "teacher" in text


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_who_worries_about_an_armed_person_is_not_told_to_take_the_weapon(channel):
    kind = ("third_party_suicide", "armed")
    for text in (" ".join(said(kind, "en", channel)), *said_then(kind, "en", channel)):
        assert "only if it is safe" in text
