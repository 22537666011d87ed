"""The same assistant by text message."""
