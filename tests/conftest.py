"""How the properties are run: quickly and alike at each commit, or long, with HYPOTHESIS_PROFILE=long."""

import os

import pytest
from hypothesis import settings

settings.register_profile("ci", deadline=None, derandomize=True)  # a shared machine stalls; time is measured in benchmarks/
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_sessionfinish(session, exitstatus):
    """Fail a run that must not skip anything, where everything is installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("GLOSSARY_NO_SKIPS") and reporter is not None and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
