import pytest

import glossary


@pytest.fixture(scope="session")
def annotator():
    return glossary.Annotator(latin_mentions=True)


@pytest.fixture(scope="session")
def hanzi_only():
    return glossary.Annotator()
