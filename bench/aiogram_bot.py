"""The second yardstick: the smallest bot aiogram can make, with everything as it comes.

`python -m bench.aiogram_bot ROOT TOKEN` answers every text with itself; it keeps nothing. It runs in an
environment of its own (see docs/dependencies.md), so nothing of the project is imported here.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def echo(message: Message) -> None:
    if message.text:
        await message.answer(message.text)


def main(root: str, token: str) -> None:
    """Poll the Bot API at `root` until told to stop."""
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(root)))
    asyncio.run(dispatcher.start_polling(bot))


if __name__ == "__main__":
    main(*sys.argv[1:])
