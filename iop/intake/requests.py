"""A request to be called that stands beside something else: "its for my brother, call me"."""

import re

_REACH = r"(?:call|phone|ring|text|txt|e-?mail|contact|reach(?: out)?(?: to)?|get back to|get in touch with)"
_REQUEST = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|and|but|please|pls|just|ok|yes|then|maybe) )*"
    rf"(?:{_REACH} (?:me|us)"
    rf"|(?:can|could|would|have) (?:you|u|someone|somebody|anyone|a person|an? \w+)"
    rf"(?: please)? (?:{_REACH} (?:me|us)|reach out|get in touch"
    rf"|{_REACH}(?= (?:about|regarding|concerning) (?:my|our)\b))"
    r"|i(?:'?d| would) (?:like|love) a call(?: ?back)?"
    r"|i (?:want|need) a call(?: ?back)?"
    r"|(?:can|could|may) (?:i|we) (?:please )?be (?:called|contacted|texted|e-?mailed)"
    r"|(?:can|could|may) (?:i|we) (?:please )?(?:schedule|book|set up|make|get|arrange)(?: an?| my| the)?"
    r"(?: free| phone| intake| initial)? (?:assessments?|appointments?|intakes?|evaluations?|consult(?:ation)?s?"
    r"|calls?)"
    r"|i(?:'?d| would)? (?:want|need|like) to (?:schedule|book|set up|make) (?:an?|my) (?:\w+ )?"
    r"(?:assessment|appointment|intake|evaluation|consultation|call))"
    r"(?: (?:back|please|pls|asap|today|tomorrow|soon|instead|when you can"
    r"|(?:for|on|this|next) (?:the )?\w*(?:day|week|morning|afternoon|noon|evening)s?(?: \w+)?"
    r"|quietly|discreetly|privately|secretly|confidentially|anonymously"
    r"|(?:about|regarding|concerning) (?!(?:a|my|the|our) (?:bill|balance|payment|records?)\b)[^.,;!?]+"
    r"|without [^.,;!?]+ (?:knowing|finding out|hearing|seeing)(?: \w+){0,3}))*\W*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:and |but |so |also )?(?:how|what|whats|when|where|which|who|why|do|does|did|is|are|will|would|should)\b"
    r"|\?$",
    re.IGNORECASE,
)


def asks_for_call(text: str) -> bool:
    """Whether one clause of a message asks for a call in plain words, and no other one asks anything.

    Args:
        text: The message.
    """
    clauses = [one.strip() for one in re.findall(r"[^.,;!?\n]+\??", text) if one.strip()]
    rest = [one for one in clauses if not _REQUEST.match(one)]
    return len(rest) < len(clauses) and not any(map(_ASKS.search, rest))
