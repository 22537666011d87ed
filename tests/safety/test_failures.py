"""Every layer is really broken, one after the other and together: the words still arrive."""

import builtins
import shutil
import time
import zipfile

import numpy as np
import pytest

from iop.safety import (
    Verdict,
    check,
    crisis_messages,
    detector,
    files,
    lexicon,
    responses,
    soft_line,
    training,
    urgent_words,
    words,
)
from iop.safety import resources as general
from iop.safety.classifier import Classifier

PLAIN = ("i want to kill myself", "suicide_self")
EVERY_ROUTE = [
    PLAIN,
    ("i cut myself again", "self_harm"),
    ("i took the whole bottle", "overdose_emergency"),
    ("i had a seizure", "medical_emergency"),
    ("i'm going to kill my boss, i will shoot him", "harm_others"),
    ("my husband hits me", "abuse_violence"),
    ("my son wants to kill himself", "third_party_suicide"),
]


@pytest.fixture
def moved_data(tmp_path, monkeypatch, forget):
    """A copy of the data that a test may break."""
    folder = tmp_path / "safety"
    shutil.copytree(files.DATA, folder)
    for module in (files, words, lexicon, responses, training):
        monkeypatch.setattr(module, "DATA", folder)
    real_lexicon, real_words = lexicon.Lexicon, words.load
    monkeypatch.setattr(lexicon, "Lexicon", lambda: real_lexicon(folder / "lexicon.yml"))
    monkeypatch.setattr(words, "load", lambda: real_words(folder / "words.yml"))
    forget()
    return folder


@pytest.fixture
def no_classifier(monkeypatch, forget):
    def broken():
        raise OSError("gone")

    monkeypatch.setattr(detector, "shared_classifier", broken)


def refuse(monkeypatch, *names):
    real = builtins.__import__

    def guarded(name, *args, **kwargs):
        if any(name == n or name.startswith(n + ".") for n in names):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", guarded)


@pytest.mark.usefixtures("trained")
def test_without_the_encoder(monkeypatch):
    refuse(monkeypatch, "iop.encoding")
    for text, route in EVERY_ROUTE:
        assert check(text).route == route
    assert check("how much does it cost").route is None
    assert "encoder failed: missing" in check("how much does it cost").reasons


@pytest.mark.usefixtures("no_classifier")
@pytest.mark.parametrize(("text", "route"), EVERY_ROUTE)
def test_without_the_classifier(text, route):
    verdict = check(text)
    assert verdict.route == route
    assert "classifier failed: OSError" in verdict.reasons


def test_nobody_waits_for_a_missing_trained_file(tmp_path, monkeypatch, forget):
    monkeypatch.setenv("IOP_CACHE", str(tmp_path))
    began = time.monotonic()
    verdict = check(PLAIN[0])
    assert time.monotonic() - began < 5
    assert verdict.route == PLAIN[1]
    assert "classifier failed: FileNotFoundError" in verdict.reasons
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("no_classifier")
def test_without_the_classifier_doubt_is_a_quiet_line():
    verdict = check("how much does it cost")
    assert (verdict.route, verdict.soft_line, verdict.failed) == (None, True, False)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"- a\n- b\n", b"patterns: {", b"classes: {}\n"])
@pytest.mark.usefixtures("no_classifier")
@pytest.mark.parametrize(("text", "route"), EVERY_ROUTE)
def test_with_a_broken_lexicon_and_no_classifier(moved_data, content, text, route):
    (moved_data / "lexicon.yml").write_bytes(content)
    verdict = check(text)
    assert verdict.route == route
    assert any(reason.startswith("lexicon failed") for reason in verdict.reasons)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"emoji: ["])
@pytest.mark.usefixtures("no_classifier")
def test_with_a_broken_table_of_words(moved_data, content):
    (moved_data / "words.yml").write_bytes(content)
    assert check(PLAIN[0]).route == PLAIN[1]


@pytest.mark.usefixtures("no_classifier")
def test_with_all_data_gone(moved_data):
    shutil.rmtree(moved_data)
    verdict = check(PLAIN[0])
    assert verdict.route == PLAIN[1]
    for channel in ("web", "sms"):
        said = crisis_messages(verdict, channel)
        assert "988" in said[0]
        assert "911" in said[0]


def test_with_every_layer_broken(monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(detector, "_layers", broken)
    assert check(PLAIN[0]).route == PLAIN[1]
    verdict = check("how much does it cost")
    assert (verdict.route, verdict.failed) == (None, True)
    monkeypatch.setattr(detector, "plainest", broken)
    verdict = check(PLAIN[0])
    assert (verdict.route, verdict.failed) == (None, True)
    assert "988" in crisis_messages(verdict, "sms")[0]


@pytest.mark.parametrize("module", ["yaml", "rapidfuzz", "spacy", "numpy"])
def test_without_a_package(monkeypatch, module):
    """A fresh interpreter in which a package cannot be imported."""
    import subprocess
    import sys

    code = f"""
import sys
class Refuse:
    def find_spec(self, name, *rest):
        if name == {module!r} or name.startswith({module!r} + "."):
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
from iop.safety import check, crisis_messages
verdict = check("i want to kill myself")
assert verdict.route == "suicide_self", verdict
assert "988" in crisis_messages(verdict, "sms")[0]
assert check("what are your hours").route is None
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("wrong", [None, 7, b"bytes", ["list"]])
def test_what_is_no_text(wrong):
    verdict = check(wrong)
    assert verdict.failed
    assert crisis_messages(verdict, "web")


def test_a_damaged_trained_file(tmp_path):
    path = tmp_path / "classifier.npz"
    path.write_bytes(b"PK\x03\x04 not a trained file")
    with pytest.raises(zipfile.BadZipFile):
        Classifier.load(path)
    np.savez(path, full=np.zeros((2, 2)), lean=np.zeros((2, 2)), examples=np.zeros((1, 384)), dangerous=np.ones(1))
    with pytest.raises(ValueError, match="does not fit"):
        Classifier.load(path)


@pytest.mark.parametrize(
    "content", [b"", b"en: [", b"\xff\xfe", b"en: {web: {suicide_self: }}\n", b"en: {web: {suicide_self: [' ']}}\n"]
)
def test_broken_texts_of_a_situation_are_those_of_the_route(moved_data, forget, content):
    usual = crisis_messages(Verdict("overdose_emergency"), "web")
    (moved_data / "situations.yml").write_bytes(content)
    forget()
    assert crisis_messages(Verdict("overdose_emergency", situation="pills"), "web") == usual


@pytest.mark.parametrize("content", [b"", b"suicide_self: [", b"\xff\xfe", b"suicide_self: {en: {web: }}\n"])
def test_broken_urgent_lines_are_replaced(moved_data, forget, content):
    (moved_data / "urgent.yml").write_bytes(content)
    forget()
    assert "911" in urgent_words("suicide_self", "en", "web")


@pytest.mark.parametrize(
    "content", [b"", b"en: [", b"\xff\xfe", b"en: {web: {suicide_self: }}\n", b"en: {web: {suicide_self: [' ']}}\n"]
)
def test_broken_texts_are_replaced(moved_data, forget, content):
    (moved_data / "responses.yml").write_bytes(content)
    forget()
    for channel in ("web", "sms"):
        for spoken in ("en", "es"):
            for said in (general(spoken, channel)[0], soft_line(spoken, channel)):
                assert "988" in said
                assert "911" in said
                assert len(said) <= 160
