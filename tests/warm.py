"""All that every start of the app reads and makes. The process that has imported this is doubled by ``doubles.py``."""

import gc
import os

from app.main import create_app
from app.serving import serve
from app.settings import Settings

__all__ = ["PREPARED", "serve"]

PREPARED = create_app(Settings(rooms=os.devnull)).state.prepared
gc.freeze()  # what nobody looks through stays in memory that all share
