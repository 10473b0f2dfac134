"""What `doctor` looks at (体检), part by part; each part has its words, in both languages, and its remedies."""
