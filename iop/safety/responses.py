"""What is said in a crisis: fixed texts from `responses.yml`; a short built-in one where that file is broken."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Optional

from iop.safety.files import DATA, read_yaml
from iop.safety.verdict import Verdict

BUILT_IN: Dict[str, Dict[str, str]] = {
    "en": {
        "crisis": "If you or someone else is in danger, call 911 now. Call or text 988 any time, free. "
        "I'm automated, not a counselor; this is not monitored.",
        "soft_line": "Help at any hour: call or text 988; emergency 911.",
        "took_back": "Thank you for telling me.",
        "welcome": "You are welcome.",
        "help_is_there": "I am glad that help is there.",
        "on_the_way": "That is right. If it gets worse on the way, call 911.",
        "glad": "I am glad to hear that.",
        "does_not_drive": "That is a good choice.",
    },
    "es": {
        "crisis": "Si hay peligro, llame al 911 ahora. Llame al 988 y oprima 2, o texto AYUDA al 988. "
        "Soy un asistente, no un consejero.",
        "soft_line": "Ayuda a toda hora: 988, oprima 2; emergencia 911.",
        "took_back": "Gracias por decirlo.",
        "welcome": "De nada.",
        "help_is_there": "Me alegra que haya llegado la ayuda.",
        "on_the_way": "Hace bien. Si empeora en el camino, llame al 911.",
        "glad": "Me alegra saberlo.",
        "does_not_drive": "Hace bien.",
    },
}
"""Said when the file of texts cannot be read: short enough for one SMS, true for every route."""


@lru_cache(maxsize=4)
def _texts(path: Path) -> Dict[str, Any]:
    return read_yaml(path)


def _language(language: str) -> str:
    return language if language in BUILT_IN else "en"


def _channel(channel: str) -> str:
    return "sms" if channel == "sms" else "web"


def _wanted(language: str, *path: str) -> Any:
    """Returns what the file says at a path, or None where it is broken or says nothing."""
    try:
        found: Any = _texts(DATA / "responses.yml")[_language(language)]
        for step in path:
            found = found[step]
    except Exception:  # noqa: BLE001 - the built-in text is said instead, whatever went wrong
        return None
    return found


def _lines(found: Any, language: str) -> List[str]:
    if isinstance(found, list) and found and all(isinstance(text, str) and text.strip() for text in found):
        return [text.strip() for text in found]
    return [BUILT_IN[_language(language)]["crisis"]]


def crisis_messages(verdict: Verdict, channel: str) -> List[str]:
    """Returns what the person is told when a route takes over, or when the detector failed.

    Args:
        verdict: What `check` returned.
        channel: `web` or `sms`.

    Returns:
        One or more messages, in order. The first carries 911 or 988, on SMS both. For a verdict without a
        route, the general resources.
    """
    if verdict.route is None:
        return resources(verdict.language, channel)
    return _texts_of(verdict.route, verdict.situation, verdict.language, _channel(channel))


def resources(language: str, channel: str) -> List[str]:
    """Returns the general crisis resources, for when nothing is known about the message."""
    return _lines(_wanted(language, "resources", _channel(channel)), language)


def second_messages(route: str, language: str, channel: str, situation: Optional[str] = None) -> List[str]:
    """Returns what is said to whatever follows the crisis texts: a longer text, and a shorter one for the next time.

    Args:
        route: The route of the crisis.
        language: `en` or `es`.
        channel: `web` or `sms`.
        situation: That of the verdict.
    """
    return _texts_of(route, situation, language, "second", _channel(channel))


def _texts_of(route: str, situation: Optional[str], language: str, *path: str) -> List[str]:
    """Returns the texts of a route: those of the situation, where it has its own."""
    own = _wanted(language, *path, f"{route}_{situation}") if situation else None
    return _lines(own or _wanted(language, *path, route), language)


def short_words(what: str, language: str, channel: str) -> str:
    """Returns one of the short replies to what follows the crisis texts.

    Args:
        what: `took_back` (the line before a second text for a person who takes the words of danger back), `welcome`,
            `help_is_there`, `on_the_way`, `does_not_drive` or `glad`.
        language: `en` or `es`.
        channel: `web` or `sms`.
    """
    return _line(what, language, _channel(channel))


def before_a_call(route: str, language: str) -> str:
    """Returns the sentence for a person who wants to be called after a crisis."""
    return _lines([_wanted(language, "call", "abuse" if route == "abuse_violence" else "danger")], language)[0]


def do_not_wait(language: str) -> str:
    """Returns the sentence that follows when their details were sent."""
    return _lines([_wanted(language, "call", "danger")], language)[0]


def soft_line(language: str, channel: str) -> str:
    """Returns the one quiet line that an ordinary answer carries."""
    return _line("soft_line", language, _channel(channel))


def _line(what: str, language: str, *path: str) -> str:
    found = _wanted(language, what, *path)
    return found.strip() if isinstance(found, str) and found.strip() else BUILT_IN[_language(language)][what]
