"""The web channel: JSON over HTTP and server-sent events, for the widget."""
