"""What of the measure the pack makes use of: the matrix of clauses, and the holes in it."""
