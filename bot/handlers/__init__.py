"""Thin handlers: from a Telegram update to an event of the dialog, and its outcome into the unit."""
