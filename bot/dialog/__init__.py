"""The pure core: what the assistant says and decides.

Nothing in here knows of Telegram, SQL, the clock or files; an import contract holds it to that.
"""
