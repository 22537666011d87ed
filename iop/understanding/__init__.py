"""Rasa graph components that find out which approved answer a message asks for."""
