"""容错纠错助手: the assistant's application (see docs/architecture.md)."""

import os

# pypinyin reads this when it is imported: its dictionary of phrases would cost 45 MiB, and only
# the reading of single characters is used.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
