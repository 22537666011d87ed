"""Random disguises of a message, the same ones for the same seed."""

import random

LOOK_ALIKES = {"a": "@", "e": "3", "i": "1", "o": "0", "s": "$", "t": "7"}
EMOJI = ["😭", "💔", "🙏", "😔", "💀", "😢", "😂", "🥺"]
BEFORE = [
    "What are your hours? ",
    "Do you take Aetna? ",
    "hi, quick question about cost. ",
    "How long is the program? Also ",
    "hello ",
]
AFTER = [" Do you have evening groups?", " what does it cost", " Is parking free?", " can i bring my dog?", " thanks"]


def case(text, draw):
    style = draw.randrange(3)
    return (
        text.upper()
        if style == 0
        else text.title()
        if style == 1
        else "".join(draw.choice((c, c.upper())) for c in text)
    )


def spaces(text, draw):
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    for i in draw.sample(long, min(1, len(long))):
        words[i] = draw.choice((" ", ".", "-")).join(words[i])
    return "  ".join(words)


def typos(text, draw):
    letters = list(text)
    for _ in range(1 + len(text) // 25):
        i = draw.randrange(1, len(letters) - 1)
        if letters[i].isalpha() and letters[i - 1].isalpha():
            kind = draw.randrange(3)
            if kind == 0:
                letters[i - 1], letters[i] = letters[i], letters[i - 1]
            elif kind == 1:
                letters[i] += letters[i]
            else:
                letters[i] = "" if letters[i + 1].isalpha() else letters[i]
    return "".join(letters)


def emoji(text, draw):
    words = text.split(" ")
    words.insert(draw.randrange(len(words) + 1), draw.choice(EMOJI) * draw.randrange(1, 4))
    return " ".join(words)


def question(text, draw):
    return draw.choice(BEFORE) + text + "." + draw.choice(AFTER)


def leet(text, draw):
    words = text.split(" ")
    i = draw.randrange(len(words))
    words[i] = "".join(LOOK_ALIKES.get(c, c) if draw.random() < 0.6 else c for c in words[i])
    return " ".join(words)


def repeats(text, draw):
    i = draw.choice([i for i, c in enumerate(text) if c.isalpha()])
    return text[:i] + text[i] * draw.randrange(3, 6) + text[i + 1 :]


def signs(text, draw):
    return text.replace("'", draw.choice(("", "\u2019", "\u00b4"))) + draw.choice(("!!!", "...", "???", " .", ""))


KINDS = (case, spaces, typos, emoji, question, leet, repeats, signs)


def disguise(text: str, draw: random.Random) -> str:
    """Returns the message under one or two random disguises."""
    for kind in draw.sample(KINDS, draw.randrange(1, 3)):
        text = kind(text, draw)
    return text
