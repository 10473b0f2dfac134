"""Job 3: rectification items (整改事项), their deadlines and reminders."""
