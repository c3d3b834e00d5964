"""Settings for all tests."""

import os

# As in the app, before NumPy is loaded: products of this size are quicker on one core, and several processes test at once.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import settings

# The same examples each time, and no deadlines: a slow machine fails no test.
settings.register_profile("gatewalk", derandomize=True, deadline=None)
settings.load_profile("gatewalk")
