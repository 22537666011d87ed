import pytest

from iop.plain import bare
from iop.understanding.wording import Wording, replace_phrases

ENGLISH = {"the", "what", "how", "much", "is", "it", "can", "artists", "with", "stay", "on", "medications", "involve"}
EXAMPLES = [
    "can I stay on methadone", "how much is it each week", "do you take cigna", "is it confidential", "acupuncture",
    "do you test every week", "is the program online", "methadone", "methadone program", "methadone ok",
]  # fmt: skip


@pytest.fixture(scope="module")
def wording() -> Wording:
    english = ENGLISH | {word for text in EXAMPLES for word in bare(text).split()} - {"methadone"}
    typing = {"u": "you", "idk": "i do not know", "dual dx": "dual diagnosis", "wknd": "weekend"}
    spanish = {"cuanto cuesta": "how much does it cost", "cuanto": "how much", "con": "with", "no": ""}
    return Wording(EXAMPLES, english, typing, spanish)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("What's UP, Doc?!", "whats up doc"),
        ("¿Cuánto   cuesta?", "cuanto cuesta"),
        ("$40 / 20%", "$40 / 20%"),
        ("  \n ", ""),
    ],
)
def test_bare_text_has_no_case_accents_or_punctuation(text: str, plain: str) -> None:
    assert bare(text) == plain


def test_the_longest_phrase_is_replaced() -> None:
    assert replace_phrases(["a", "b", "c"], {"a": "1", "a b": "2"}) == ["2", "c"]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("idk if u take it", "i do not know if you take it"),
        ("dual dx?", "dual diagnosis"),
        ("c b t", "cbt"),
        ("are u a robot", "are you a robot"),
        ("r u a nurse", "r you a nurse"),
        ("sooooo much", "soo much"),
    ],
)
def test_chat_spelling_is_written_out(wording: Wording, typed: str, plain: str) -> None:
    assert wording.typed(typed) == plain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("methodone", "methadone"),
        ("is it confedential", "is it confidential"),
        ("acupunture", "acupuncture"),
        ("signa", "cigna"),
        ("evry week", "every week"),
    ],
)
def test_misspelt_words_become_those_of_the_knowledge_base(wording: Wording, typed: str, plain: str) -> None:
    assert wording.repaired(typed) == plain


@pytest.mark.parametrize(
    "text", ["artists", "weeks", "confidentially", "xqzt", "abc", "12345", "involve", "pogrom", "weakly", "ticked"]
)
def test_words_that_are_well_spelt_or_like_nothing_stay(wording: Wording, text: str) -> None:
    assert wording.repaired(text) == text


def test_spanish_words_among_english_ones_are_read(wording: Wording) -> None:
    assert wording.repaired("cuanto cuesta the program") == "how much does it cost the program"


def test_chat_spelling_and_spanish_are_written_out_and_nothing_else(wording: Wording) -> None:
    assert wording.written_out("Cuánto cuesta, u think? Methodone con you") == (
        "how much does it cost, you think? Methodone with you"
    )
    assert wording.written_out("con artists, Methodone") == "con artists, Methodone"


def test_a_word_that_english_has_too_is_not_taken_for_spanish(wording: Wording) -> None:
    assert wording.repaired("con artists") == "con artists"


def test_the_readable_form_keeps_punctuation_and_what_is_right(wording: Wording) -> None:
    assert wording.readable("Hi! Can I stay on methodone, u think?") == "Hi! Can I stay on methadone, you think?"
    assert wording.readable("Is it confidential?") == "Is it confidential?"


def test_a_word_of_the_lexicon_is_no_mistake() -> None:
    examples = ["my wife is worried"] * 50 + ["is there wifi"] * 5
    english = {"my", "wife", "is", "there", "worried"}
    assert Wording(examples, english, {"wi fi": "wifi"}, {}).repaired("wifi") == "wifi"
    assert Wording(examples, english, {}, {}).repaired("wifi") == "wife"


def test_a_mistake_that_many_examples_share_is_still_repaired() -> None:
    examples = ["what happens first"] * 50 + ["what hapens first", "suboxone", "theyre here", "there"] * 5
    wording = Wording(examples, ["what", "happens", "first", "here", "there"], {}, {})
    assert wording.repaired("hapens") == "happens"
    assert wording.repaired("suboxon") == "suboxone"
    assert wording.repaired("theyre") == "theyre"
