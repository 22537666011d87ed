"""The rules of what is said, for every route, language and channel."""

import re

import pytest

from iop.safety import ROUTES, Verdict, crisis_messages, resources, soft_line

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


def said(route, language, channel):
    return crisis_messages(Verdict(route, False, language), channel)


every = pytest.mark.parametrize(("route", "language"), [(r, s) for r in (*ROUTES, None) for s in LANGUAGES])


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
    text = " ".join(said(route, language, channel))
    question = text.find("?")
    numbers = [m.start() for m in re.finditer(r"\b(988|911)\b", text)]
    assert question < 0 or channel == "sms" or min(numbers) < question


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
    for route in ROUTES:
        assert "llame al" in " ".join(said(route, "es", "web")).lower()


def test_an_unknown_language_or_channel_is_answered():
    assert said("suicide_self", "fr", "web") == said("suicide_self", "en", "web")
    assert crisis_messages(Verdict("suicide_self"), "fax") == said("suicide_self", "en", "web")
    assert crisis_messages(Verdict("unheard_of"), "web")
    assert resources("en", "web") == crisis_messages(Verdict(failed=True), "web")
