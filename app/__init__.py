"""The web app: pages and an API around the model. It imports ``model``, never the reverse."""

import os

# Set before NumPy is there: requests are what is shared among the cores, not the small products within one. With several
# threads for each, a class waits for threads that wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
