"""The yardstick: the smallest bot python-telegram-bot can make, with everything as it comes.

`python -m bench.echo_bot ROOT TOKEN` answers every text with itself; it keeps nothing.
"""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main(root: str, token: str) -> None:
    """Poll the Bot API at `root` until told to stop."""
    application = Application.builder().token(token).base_url(f"{root}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
