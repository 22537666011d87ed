"""What staff approved: the knowledge base and the ways to change it."""
