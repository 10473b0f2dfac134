"""From a story (自述) of one's own case to facts that the person can confirm."""
