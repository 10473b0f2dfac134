"""Job 2: checking one's own situation (对照) against a scenario."""
