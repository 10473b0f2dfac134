"""The benchmark: this assistant beside bare echo bots, a rule engine, a checklist and two common searches.

`python -m bench` runs it. Each round starts a fresh local Bot API and one of the bots, one
after the other, so that a noisy machine hurts all; what is reported are medians, ranges
and ratios. It measures and never judges: a missed aim does not fail anything.

- `rounds` says what one round is; `starts` measures how fast the bots start;
- `asking` counts the questions of a check, `states` knows the fewest there could be;
- `rules` measures a verdict and the tools for authors;
- `answers` scores sets of questions, `baselines` has the searches, `costs` takes the times (with
  `probe` in fresh processes), `shares` knows chance, `answers_report` prints it all;
- `growth` measures memory over a long load, and an update beside up to a million rows; `plot` draws that;
- `local_api` is the server process, `traffic` types in it and takes the times;
- `reminders` measures those that wait (`due`) and those that are due at once (`drain`), beside
  python-telegram-bot's `jobqueue`;
- `processes` starts, reads and ends processes; `machine` says where it all happened;
- `report` knows the aims and prints the table.
"""
