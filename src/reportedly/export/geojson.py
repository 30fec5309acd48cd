"""GeoJSON (RFC 7946): a feature an incident. Where only a country, or less, is known, there is no point on the map."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reportedly.export.guard import guarded
from reportedly.export.material import MACHINE, Material
from reportedly.export.places import POINTLESS
from reportedly.export.records import Record, incident_records

ENCODER = msgspec.json.Encoder()


def geojson(material: Material) -> Iterator[bytes]:
    """Give a FeatureCollection, a feature a line; the precision of each point is a property of its feature."""
    yield b'{"type":"FeatureCollection","features":['
    for at, record in enumerate(incident_records(guarded(material))):
        yield (b",\n" if at else b"\n") + ENCODER.encode(feature(record))
    yield b"\n]}\n"


def feature(record: Record) -> Record:
    """Give the feature of one incident."""
    held = dict(record)
    latitude, longitude = held.pop("latitude"), held.pop("longitude")
    pointless = record["precision"] in POINTLESS or latitude is None or longitude is None
    geometry = None if pointless else {"type": "Point", "coordinates": [longitude, latitude]}
    properties = held | {"coding": MACHINE}
    return {"type": "Feature", "id": record["incident"], "geometry": geometry, "properties": properties}
