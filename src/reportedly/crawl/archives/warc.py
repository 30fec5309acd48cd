"""Raw records of a web archive -> captures of its pages.

Taken are responses of servers, and resources and conversions (the plain texts of Common Crawl's WET files). What was
fetched but is no page (an error's page, a picture) comes out as ``Aside`` with its cause; what is broken as
``Failure``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from reportedly.captures import is_day
from reportedly.crawl.archives.members import Raw, raw_records
from reportedly.crawl.archives.stores import Store
from reportedly.crawl.records import Aside, Found
from reportedly.errors import CaptureError
from reportedly.model import Capture, Failure

PUBLISHED = "Reportedly-Published"  # a header of our own: the day that the feed states
MOST = 4_000_001  # bytes of a page: one more than a report may have, so that `clean` refuses it
PAGES = ("text/html", "application/xhtml+xml")
TEXTS = ("text/plain",)
UNTOLD = ("", "application/octet-stream", "unknown")


def read_warc(store: Store, start: int, end: int | None, *, name: str | None = None) -> Iterator[Found]:
    """Give what a stretch of an archive holds, in order; each is named by the archive and the byte where it begins."""
    name = name or store.address
    for raw in raw_records(store, start, end):
        path = f"{name}@{raw.offset}" + (f"/{raw.index}" if raw.index else "")
        try:
            found = taken(raw, path)
        except (OSError, ValueError) as error:
            yield refused(path, f"is no sound record ({' '.join(str(error).split())[:200]})")
        else:
            if found is not None:
                yield found


def refused(path: str, message: str) -> Found:
    """Give what stands for a record that cannot be taken."""
    return Found(what=Failure(path=path, step=CaptureError.step, error=CaptureError.__name__, message=message))


def taken(raw: Raw, path: str) -> Found | None:
    """Give what a record holds; None for those that hold no page, such as requests."""
    if raw.content is None:
        return refused(path, f"the record {raw.wrong}")
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord.from_bytes(raw.content)
    kind = record.record_type
    url = record.headers.get("WARC-Target-URI")
    when = record.headers.get("WARC-Date")
    if kind == WarcRecordType.revisit:
        return Found(what=Aside(path=path, url=url, cause="copy", reason="a revisit: the page had not changed"))
    if kind not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion):
        return None
    if kind == WarcRecordType.response and (url or "").startswith(("dns:", "ftp:", "whois:")):
        return None
    media = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if kind == WarcRecordType.response:
        record.is_http = True  # what a server answered, whatever the record calls it
        record.parse_http(auto_decode="all")
        status = record.http_headers.status_code if record.http_headers is not None else None
        if status is None:
            return refused(path, "the record holds no answer of a web server")
        if not 200 <= int(status) < 300:
            return Found(what=Aside(path=path, url=url, cause="status", reason=f"the server answered {status}"))
        media = (record.http_content_type or "").lower()
    if media not in PAGES + TEXTS + UNTOLD:
        return Found(what=Aside(path=path, url=url, cause="media-type", reason=f"is {media}, not a page"))
    body = record.reader.read(MOST)
    listed = record.headers.get(PUBLISHED)
    capture = Capture(
        path=path,
        body=body,
        media_type=media_type(media, body),
        key=record.headers.get("WARC-Record-ID"),
        url=url,
        listed=listed if listed and is_day(listed) else None,
    )
    return Found(what=capture, retrieved=when)


def media_type(media: str, body: bytes) -> Literal["text/plain", "text/html"]:
    """Tell a page from a plain text by what the server said, and where it said nothing by how it begins."""
    from reportedly.captures import media_type as by_start

    if media in PAGES:
        return "text/html"
    return "text/plain" if media in TEXTS else by_start(body, "")
