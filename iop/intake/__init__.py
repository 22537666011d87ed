"""Takes contact details gently: what is known, what is asked next, how people say such things. Knows no Rasa."""
