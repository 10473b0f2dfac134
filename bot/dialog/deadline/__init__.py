"""Deadlines in plain words (期限): a small grammar of dates, times and periods, and nothing of a guess.

`understanding.understand` is the way in. What the grammar cannot read wholly is an error.
"""
