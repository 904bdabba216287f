"""Time passes in UTC in these tests, wherever they run."""

import os
import time

import pytest


@pytest.fixture(autouse=True, scope="session")
def utc() -> None:
    os.environ["TZ"] = "UTC"
    time.tzset()
