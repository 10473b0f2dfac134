"""A call that the start depends on: a passing trouble may pass, any other ends the start with a sentence."""

import asyncio
from collections.abc import Awaitable, Callable

from telegram.error import TelegramError

from bot.errors import ApiUnreachable, BadSetting, TokenRefused
from bot.trouble import Lasting, TokenBad, classify

_START_WAITS = (0, 1, 1)
_START_SECONDS = 10


async def insist(
    call: Callable[[], Awaitable[object]], api_root: str, blamed: str | None = None
) -> None:
    """Make a call that the start depends on; a passing trouble may pass within seconds.

    Args:
        call: makes the call.
        api_root: the root of the Bot API.
        blamed: the setting that is wrong where the call is refused for good.

    Raises:
        TokenRefused: the Bot API does not know the token.
        BadSetting: it refuses what the blamed setting says.
        ApiUnreachable: it does not answer, or not as a Bot API.
    """
    reason = "no answer"
    for wait in _START_WAITS:
        await asyncio.sleep(wait)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await call()
        except TimeoutError:
            continue
        except TelegramError as error:
            reason = error.message
            match classify(error):
                case TokenBad():
                    raise TokenRefused(root=api_root) from None
                case Lasting() if blamed:
                    raise BadSetting(name=blamed, reason=reason) from None
        else:
            return
    raise ApiUnreachable(root=api_root, reason=reason)
