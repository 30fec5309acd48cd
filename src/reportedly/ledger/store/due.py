"""Forecasts by the day that they are due, before or after that of the ledger's last report."""

from __future__ import annotations

from typing import Literal, get_args

from sqlalchemy import ColumnElement, Connection, and_, func, select

from reportedly.ledger.store import schema

Tab = Literal["ahead", "past", "undated"]


def last_day(connection: Connection) -> str:
    """Give the last day on which any report was published; empty where no report gives one."""
    return connection.execute(select(func.max(schema.reports.c.published_end))).scalar() or ""


def under(tab: Tab, last: str) -> ColumnElement[bool]:
    """Give the condition that a forecast stands under a tab."""
    due = schema.foreseen.c.due
    if tab == "undated":
        return due == ""
    return and_(due >= last, due > "") if tab == "ahead" else and_(due < last, due > "")


def tabs(connection: Connection, last: str) -> dict[Tab, int]:
    """Give how many forecasts stand under each tab."""
    asked = select(func.count()).select_from(schema.foreseen)
    return {tab: connection.execute(asked.where(under(tab, last))).scalar_one() for tab in get_args(Tab)}


def forecasts(connection: Connection, tab: Tab, last: str, *, limit: int, offset: int) -> list[int]:
    """Give the rows of a page of forecasts: the next due first, of those past the latest due."""
    table = schema.foreseen.c
    ends = (table.due.desc(), table.claim.desc()) if tab == "past" else (table.due, table.claim)
    asked = select(table.claim).where(under(tab, last)).order_by(*ends)
    return list(connection.execute(asked.limit(limit).offset(offset)).scalars())
