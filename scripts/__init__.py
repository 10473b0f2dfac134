"""Programs that write what is kept in the repository: pictures, tables."""
