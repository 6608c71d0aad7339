"""What several tests need."""

import pytest

from formcheck_scripts.samples.body import MissingData, data_folder


@pytest.fixture(scope="session")
def body_data():
    """MakeHuman's data; a test that needs it is skipped where it is not installed."""
    try:
        return data_folder()
    except MissingData as problem:
        pytest.skip(str(problem))
