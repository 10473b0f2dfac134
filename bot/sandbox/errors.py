"""Everything that can be refused, and the sentences Telegram refuses it with."""


class SandboxError(Exception):
    """The base of the errors of this package."""


class PeopleError(SandboxError):
    """What a user tried is impossible; the text is one sentence that says what to do."""


class ApiError(SandboxError):
    """A Bot API call that Telegram answers with `"ok": false`.

    Attributes:
        code: the HTTP status, which is also `error_code`.
        description: Telegram's sentence, prefix included.
        retry_after: whole seconds to wait, for 429 only.
    """

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(sentence: str) -> ApiError:
    """Return the 400 that says `sentence`."""
    return ApiError(400, f"Bad Request: {sentence}")


def forbidden(sentence: str) -> ApiError:
    """Return the 403 that says `sentence`."""
    return ApiError(403, f"Forbidden: {sentence}")


def conflict(sentence: str) -> ApiError:
    """Return the 409 that says `sentence`."""
    return ApiError(409, f"Conflict: {sentence}")


def too_many_requests(retry_after: int) -> ApiError:
    """Return the 429 that asks for a pause of `retry_after` whole seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after)
