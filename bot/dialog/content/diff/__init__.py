"""What changed between two content packs: in the author's terms, and in the verdicts."""
