"""From a changed knowledge base to the live assistant: versions, the gate, the swap."""
