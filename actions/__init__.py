"""The rasa-sdk action server: one module a subject."""
