"""Pictures of a content pack: SVG to look at, and Mermaid to take elsewhere."""
