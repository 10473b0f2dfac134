"""A Telegram Bot API server for one machine, for trial mode, tests and benchmarks.

It knows nothing of the assistant: it sees a bot token, HTTP requests and users. It owns everything
that Telegram would own: who the users are, which messages exist, which updates wait for the bot,
and what Telegram refuses. Of the project it imports only `bot.clock`.

Where to look:

- `server` puts the parts together (`Sandbox`); `python -m bot.sandbox` runs it alone;
- `api` and `methods` answer `/bot{token}/METHOD`, as published by Telegram;
- `people` and `people_routes` are what users do: type, press, attach, block (`/sandbox/…`);
- `page` serves the web chat; `faults` and `rates` make the server as unpleasant as the real one.

`docs/sandbox.md` describes the HTTP interface.
"""
