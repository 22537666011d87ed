"""The database: engine, schema, encryption, and Rasa's tracker store on top of it."""
