"""Rasa's agent as it serves: loading, rules, responses, and where actions run."""
