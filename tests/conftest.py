"""How the properties are run: quickly and alike at each commit, or long, with HYPOTHESIS_PROFILE=long."""

import os

from hypothesis import settings

settings.register_profile("ci", deadline=None, derandomize=True)  # a shared machine stalls; time is measured in benchmarks/
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
