"""Options of the test run; randomised tests have no time limit and say how to run them again."""

import pytest
import structlog
from hypothesis import settings

from bot.logs import PLAINLY

settings.register_profile("here", deadline=None, print_blob=True)
settings.load_profile("here")
# As the program does: with all local values, which hold the content, a traceback takes seconds.
structlog.configure(processors=[*structlog.get_config()["processors"][:-1], PLAINLY])


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what `make soak` and a repeated crash test need."""
    parser.addoption(
        "--crash-rounds", type=int, default=4, help="how often the assistant is killed"
    )
    parser.addoption("--crash-seed", type=int, default=None, help="repeat an earlier crash test")
    parser.addoption(
        "--model-runs", type=int, default=8, help="how often a person does anything in any order"
    )
