"""Job 1: answering a question with the exact clause, or saying that the text does not state it."""
