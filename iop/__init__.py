"""An admissions assistant for an Intensive Outpatient Program, built on Rasa."""

__version__ = "0.1.0"
