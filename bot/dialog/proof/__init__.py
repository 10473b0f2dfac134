"""Proving a content pack: every assignment of every scenario, and every course of asking."""
