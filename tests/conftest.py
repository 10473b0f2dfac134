"""Options of the test run; randomised tests have no time limit and say how to run them again."""

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None, print_blob=True)
settings.load_profile("here")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what `make soak` and a repeated crash test need."""
    parser.addoption(
        "--crash-rounds", type=int, default=4, help="how often the assistant is killed"
    )
    parser.addoption("--crash-seed", type=int, default=None, help="repeat an earlier crash test")
    parser.addoption(
        "--model-runs", type=int, default=8, help="how often a person does anything in any order"
    )
