"""Scoring the assistant on sets of examples. They measure; nothing here is learnt from them."""
