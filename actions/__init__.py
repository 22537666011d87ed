"""The rasa-sdk actions: one module a subject. Our processes run them without a server; see `iop.dialogue.actions`."""
