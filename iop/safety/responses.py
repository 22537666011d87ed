"""What is said in a crisis: fixed texts from the files beside them, or short built-in ones."""

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
        "safe_now": "I am glad to hear that. If it changes, call 911.",
        "out_of_reach": "That is safer. If it changes, call 911.",
        "experts_said": "Good that you asked. Do what they told you.",
        "reached_out": "I am glad that you did.",
        "if_you_call": "You can say as much or as little as you like, without your name.",
        "misread": "Thank you for telling me.",
        "afterwards": "Yes, that is often the next step after the hospital.",
        "doctors_first": "First a doctor: call 911 now, even if it feels better.",
        "come_here": "In an emergency, go to an emergency room.",
        "not_alone": "That is a good step.",
        "need_not_call": "You can text 988. In danger now: 911.",
        "still_here": "I am still here. In danger: 911; to talk: 988.",
        "calls_now": "That is right. Stay on the line.",
        "no_trouble": "Please call 911 all the same: a life comes first.",
        "as_911_says": "Do what 911 tells you. Nobody called yet? Call 911 now.",
        "stop_and_call": "Stop where it is safe, and call 911 on speaker.",
        "calls_nobody": "This chat calls nobody for you. In danger: 911; to talk: 988.",
        "from_afar": "Call the police where they are, or your own 911.",
        "nothing_taken": "If something was taken, call 911 now, even if it feels fine.",
        "a_person_now": "A person can listen right now: call or text 988.",
        "away_first": "First: call or text 988; in danger now, call 911.",
        "sorry": "I am so sorry.",
        "thanks_for_saying": "Thank you for telling me.",
        "mourns": "I am so sorry.",
        "grief_stays": "That is a lot to carry. Call or text 988 at any hour.",
        "alive": "That is good to hear. No help there yet, or worse: 911.",
        "awake": "Good to hear. Still call 911 if no help is there yet.",
        "stepped_away": "That was right. If it comes back: 911; to talk: 988.",
        "can_come": 'You can ask for that. Write "call me". In danger: 911; to talk: 988.',
        "ask_openly": "Yes: asking does not put the idea in their head. They may act: 911.",
        "tell_them": "Yes, tell the police and the school today. If it may happen now: 911.",
        "long_ago": "Thank you; then that lies behind you. If it comes back: 911; to talk: 988.",
        "do_not_sleep": "Do not sleep it off. Call 911 now. Poison Control: 1-800-222-1222.",
        "do_not_drive": "Please do not drive now. In danger: 911; to talk: 988.",
        "give_it_away": "Yes, please do that now: it is safer. In danger: 911; to talk: 988.",
        "about_guns": "I cannot say that. Let somebody keep the gun. To talk: 988; in danger: 911.",
        "sent_before": "I am sorry that it went that way. You can text 988. In danger now: 911.",
        "tell_doctors": "Yes, tell them all of it. Nobody there yet? 911 now. To talk: 988.",
        "taken_away": "It is not your fault. Ask Childhelp first: 1-800-422-4453. In danger: 911; to talk: 988.",
        "you_may_tell": "You may tell, whoever says not to. Childhelp: 1-800-422-4453. In danger: 911; to talk: 988.",
        "reached_safely": "Say how a call is safe for you. To plan it: 1-800-799-7233. In danger: 911; to talk: 988.",
        "report_it": "Yes, you may report it: Childhelp, 1-800-422-4453. In danger now: 911; to talk: 988.",
        "keeps_a_name": "Ask before you give a name: Childhelp, 1-800-422-4453. In danger: 911; to talk: 988.",
        "stay_parked": "Stay parked and do not drive. Very ill: 911; to talk: 988.",
        "one_step_more": "That was right. Let somebody lock it up. In danger: 911; to talk: 988.",
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
        "safe_now": "Me alegra saberlo. Si algo cambia, llame al 911.",
        "out_of_reach": "Asi es mas seguro. Si algo cambia, llame al 911.",
        "experts_said": "Hizo bien en preguntar. Haga lo que le dijeron.",
        "reached_out": "Me alegra que lo hiciera.",
        "if_you_call": "Puede decir lo que quiera, mucho o poco, y sin dar su nombre.",
        "misread": "Gracias por decirlo.",
        "afterwards": "Si, muchas veces es el paso siguiente.",
        "doctors_first": "Primero un doctor: llame al 911 ahora.",
        "come_here": "En una emergencia, vaya a emergencias.",
        "not_alone": "Es un buen paso.",
        "need_not_call": "Puede enviar AYUDA al 988. En peligro: 911.",
        "still_here": "Sigo aqui. En peligro: 911; para hablar: 988.",
        "calls_now": "Hace bien. Siga en la linea.",
        "no_trouble": "Llame al 911 de todos modos: la vida es primero.",
        "as_911_says": "Haga lo que diga el 911. Nadie ha llamado? 911 ahora.",
        "stop_and_call": "Pare en un lugar seguro y llame al 911.",
        "calls_nobody": "Desde este chat no se llama a nadie. En peligro: 911; para hablar: 988.",
        "from_afar": "Llame a la policia de ese lugar, o a su 911.",
        "nothing_taken": "Si hubo algo, llame al 911 ahora, aunque se sienta bien.",
        "a_person_now": "Una persona le escucha ya: 988, oprima 2.",
        "away_first": "Primero: 988, oprima 2; en peligro, llame al 911.",
        "sorry": "Lo siento mucho.",
        "thanks_for_saying": "Gracias por decirlo.",
        "mourns": "Lo siento mucho.",
        "grief_stays": "Es mucho para cargar. Llame al 988 y oprima 2, a toda hora.",
        "alive": "Que alivio. Si no hay ayuda, o empeora: 911.",
        "awake": "Que alivio. Llame al 911 si no ha llegado ayuda.",
        "stepped_away": "Hizo lo correcto. Si vuelve: 911; para hablar: 988, oprima 2.",
        "can_come": 'Puede pedirlo: escriba "llamenme". En peligro: 911; para hablar: 988, oprima 2.',
        "ask_openly": "Si: preguntar no le da la idea. Si va a actuar: 911.",
        "tell_them": "Si, digalo hoy a la policia y a la escuela. Si es ahora: 911.",
        "long_ago": "Gracias; entonces ya paso. Si vuelve: 911; para hablar: 988, oprima 2.",
        "do_not_sleep": "No se duerma con esto. Llame al 911 ahora. Envenenamiento: 1-800-222-1222.",
        "do_not_drive": "Por favor no maneje ahora. En peligro: 911; para hablar: 988, oprima 2.",
        "give_it_away": "Si, hagalo ahora: es mas seguro. En peligro: 911; para hablar: 988, oprima 2.",
        "about_guns": "No lo puedo decir. Deje el arma con alguien. Para hablar: 988, oprima 2; en peligro: 911.",
        "sent_before": "Siento que haya sido asi. Puede enviar AYUDA al 988. En peligro: 911.",
        "tell_doctors": "Si, digales todo. Si no hay nadie: 911 ahora. Para hablar: 988, oprima 2.",
        "taken_away": "No es tu culpa. Pregunta a Childhelp: 1-800-422-4453. En peligro: 911; para hablar: 988.",
        "you_may_tell": "Se puede contar. Childhelp: 1-800-422-4453. En peligro: 911; para hablar: 988, oprima 2.",
        "reached_safely": "Puede decir como es seguro llamarle. 1-800-799-7233. En peligro: 911; para hablar: 988.",
        "report_it": "Si, lo puede reportar: Childhelp, 1-800-422-4453. En peligro: 911; para hablar: 988.",
        "keeps_a_name": "Pregunte antes de dar nombre: Childhelp, 1-800-422-4453. En peligro: 911; para hablar: 988.",
        "stay_parked": "No maneje. Si se siente muy mal: 911; para hablar: 988, oprima 2.",
        "one_step_more": "Hizo bien. Pida que lo guarden bajo llave. En peligro: 911; para hablar: 988, oprima 2.",
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
    """Returns what `responses.yml` says at a path, or None where it is broken or says nothing."""
    return _at("responses.yml", _language(language), *path)


def _at(name: str, *path: str) -> Any:
    try:
        found: Any = _texts(DATA / name)
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
    usual = _wanted(verdict.language, _channel(channel), verdict.route)
    return _texts_of(verdict.route, verdict.situation, verdict.language, channel, "first", usual)


def resources(language: str, channel: str) -> List[str]:
    """Returns the general crisis resources, for when nothing is known about the message."""
    return _lines(_wanted(language, "resources", _channel(channel)), language)


def second_text(route: str, language: str, channel: str, situation: Optional[str] = None) -> str:
    """Returns what is said, once, to whatever follows the crisis texts.

    Args:
        route: The route of the crisis.
        language: `en` or `es`.
        channel: `web` or `sms`.
        situation: That of the verdict.
    """
    usual = _wanted(language, "second", _channel(channel), route)
    return _texts_of(route, situation, language, channel, "second", usual)[0]


def humble_texts(route: str, language: str, channel: str, situation: Optional[str] = None) -> List[str]:
    """Returns what is said, in turn, where nothing new is understood for sure: it presumes no facts.

    Args:
        route: The route of the crisis.
        language: `en` or `es`.
        channel: `web` or `sms`.
        situation: That of the verdict.
    """
    own = _wanted(language, "help", _channel(channel), f"{route}_{situation}")
    line = own or _wanted(language, "help", _channel(channel), route)
    frames = _wanted(language, "humble", _channel(channel)) if isinstance(line, str) else None
    return [text.replace("{help}", str(line)) for text in _lines(frames, language)]


def _texts_of(route: str, situation: Optional[str], language: str, channel: str, when: str, usual: Any) -> List[str]:
    """Returns the texts of a situation, and the usual ones of the route where it has none of its own."""
    place = (f"{route}_{situation}", _language(language), _channel(channel), when)
    own = _at("situations.yml", *place) if situation else None
    found = own or usual
    return _lines([found] if isinstance(found, str) else found, language)


def urgent_words(route: str, language: str, channel: str, situation: Optional[str] = None) -> str:
    """Returns the most important action in a kind of danger, in a sentence or two.

    Args:
        route: The route of the crisis.
        language: `en` or `es`.
        channel: `web` or `sms`.
        situation: That of the verdict.
    """
    own = _at("urgent.yml", f"{route}_{situation}", _language(language), _channel(channel))
    found = own or _at("urgent.yml", route, _language(language), _channel(channel))
    return _lines([found], language)[0]


def short_words(what: str, language: str, channel: str) -> str:
    """Returns one of the short replies to what follows the crisis texts.

    Args:
        what: A name in `BUILT_IN`. Lines before other words: `took_back` (the words of danger), `come_here`, `sorry`.
            Before an answer: `doctors_first`, `away_first`, `a_person_now`. All others stand alone.
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
