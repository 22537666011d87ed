"""How approved texts become replies."""
