"""容错纠错助手: the assistant's application (see docs/architecture.md)."""
