"""What others wrote, for a terminal: nothing in it steers the terminal."""

import json


def one_line(text: str) -> str:
    """Returns a text in one line, with a space for everything that does not print: escape sequences, line ends."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def printable_json(value: object) -> str:
    """Returns a JSON value for people and programs, with everything that does not print as an escape of JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(letter if letter.isprintable() or letter == "\n" else json.dumps(letter)[1:-1] for letter in text)
