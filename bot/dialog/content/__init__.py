"""The content pack: its schema, its parsing from text, and the proof that it is sound."""
