"""From changed files to the answers that are live: versions, the gate before them, and who changed what when."""
