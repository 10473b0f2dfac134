"""The reminders under every fault: seeded runs of the real storage, loop and sender in simulated time.

`python -m tests.simulator --runs 10000` makes many; `--seed N` repeats one.
"""
