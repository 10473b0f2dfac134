"""容错纠错助手: the assistant's application (see docs/architecture.md)."""

import gc

# Loading makes hardly any garbage, and an update little: looking for it as often as Python does by
# itself takes a tenth of a start.
gc.set_threshold(20_000, 20, 20)
