"""The families of facts; each file has one or two of them."""

from model.world.wide.families.common import Common
from model.world.wide.families.family import Family
from model.world.wide.families.origin import Origin
from model.world.wide.families.people import People
from model.world.wide.families.things import Things
from model.world.wide.families.topic import Knowledge, Topic
from model.world.wide.families.words import Kinds, Number

FAMILIES: dict[str, Family] = {
    "topic": Topic(),
    "knowledge": Knowledge(),
    "origin": Origin(),
    "quest": Things(),
    "person": People(),
    "kind": Kinds(),
    "number": Number(),
    "common": Common(),
}
SHARES = {  # of the stories
    "topic": 7.0, "knowledge": 0.5, "origin": 1.5, "quest": 1.8, "person": 1.5, "kind": 0.4, "number": 0.5, "common": 1.0,
}  # fmt: skip
KEPT = {"topic": 6.0, "origin": 1.5, "quest": 2.0, "person": 1.0}  # of the stories that tell facts to be kept for long
