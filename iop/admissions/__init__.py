"""Leads: kept with their consent, encrypted, and delivered to admissions whatever happens in between."""
