from iop.understanding.confidence import confidence, features
from iop.understanding.index import Candidate


def candidate(label: str, score: float, explained: float = 0.8) -> Candidate:
    return Candidate(label, score, 0.7, 0.5, explained)


def subject(label: str) -> str:
    return label[0]


def test_a_clear_lead_is_surer_than_a_tie() -> None:
    clear = confidence([candidate("a1", 0.9), candidate("b1", 0.2)], subject)
    tie = confidence([candidate("a1", 0.9), candidate("b1", 0.88)], subject)
    assert clear > tie


def test_rivals_of_the_same_subject_do_not_count() -> None:
    assert features([candidate("a1", 0.9), candidate("a2", 0.88)], subject)[1] == 1.0


def test_unexplained_words_make_it_less_sure() -> None:
    ranked = [candidate("a1", 0.5), candidate("a2", 0.4)]
    stranger = [candidate("a1", 0.5, 0.1), candidate("a2", 0.4, 0.1)]
    assert confidence(stranger, subject) < confidence(ranked, subject)


def test_it_is_a_probability() -> None:
    for score in (-0.5, 0.0, 3.0):
        assert 0.0 <= confidence([candidate("a1", score)], subject) <= 1.0
