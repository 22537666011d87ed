"""The ways in, and what they share: safety first, messages once and in order, limits."""
