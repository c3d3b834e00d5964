"""Rooms for a class: a teacher shows, a class follows in step, guesses, and sends sentences.

``Rooms`` says what may be done and by whom; a store keeps it (``sqlite.py`` for one machine, ``redis.py`` for several); ``Hub``
wakes those of this worker who follow. Nothing of a student is kept but by a hash, and nothing longer than the room.
"""

from app.rooms.qr import qr_code
from app.rooms.rooms import Rooms
from app.rooms.stream import Stream, events_after

__all__ = ["Rooms", "Stream", "events_after", "qr_code"]
