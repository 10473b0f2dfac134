"""Options of the test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what `make soak` and a repeated crash test need."""
    parser.addoption(
        "--crash-rounds", type=int, default=4, help="how often the assistant is killed"
    )
    parser.addoption("--crash-seed", type=int, default=None, help="repeat an earlier crash test")
