"""Settings for all tests."""

from hypothesis import settings

# The same examples each time, and no deadlines: a slow machine fails no test.
settings.register_profile("gatewalk", derandomize=True, deadline=None)
settings.load_profile("gatewalk")
