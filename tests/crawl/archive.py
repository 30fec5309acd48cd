"""Makes a web archive to be crawled: our own samples among made-up pages, and whatever is broken in archives.

Each record comes with what is to become of it, so that a crawl can be held against the whole.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

# What is to come of a record: read, a cause for which it is set aside, failed, or nothing (it holds no page).
SUBJECTS = ("garden", "choir", "bakery", "regatta", "orchard", "museum", "tram", "library", "beehive", "lighthouse")
DOINGS = (
    "The {a} of the {b} opens its doors to visitors on the first Sunday of the month, and tea is served by volunteers.",
    "A new {a} has been planned beside the old {b}, and the council will hear what the neighbours have to say of it.",
    "Tickets for the {a} can be had at the {b}, where the queue reached around the corner by noon, the warden said.",
    "She has looked after the {a} for thirty years and would not change it for any {b} in the county, she told them.",
    "The judges of the {a} were not of one mind, but the prize went to the {b} that had come second the year before.",
)
FOREIGN = (
    "Der Verein hat am Sonntag die neue Bibliothek eröffnet, und viele Besucher kamen trotz des Regens in die Stadt.",
    "Le musée rouvre ses portes dimanche après deux ans de travaux, et les visiteurs sont attendus nombreux cet été.",
    "El ayuntamiento ha aprobado el nuevo tranvía, que unirá el puerto con la estación a partir del próximo otoño.",
)
NUMBER = re.compile(r"(?<![\d,.])([2-9]|[1-9]\d)(?= (?:people|civilians|fighters|soldiers|men|militants|others))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The bytes of a record in the archive, and what is to become of it; ``url`` names it in the tables."""

    body: bytes
    url: str
    comes_to: str | None


def samples() -> list[tuple[str, str, str]]:
    """Give key, day and text of our own sample reports."""
    text = (files("reportedly") / "data" / "samples" / "samples.jsonl").read_text("utf-8")
    folder = files("reportedly") / "data" / "samples"
    found = []
    for line in text.splitlines():
        entry = json.loads(line)
        body = entry.get("text") or (folder / entry["path"]).read_text("utf-8")
        if "<html" not in body[:500].lower():
            found.append((entry["key"], entry.get("published") or "2019-03-01", body))
    return found


def page(title: str, paragraphs: list[str], *, day: str | None = None, note: str = "") -> bytes:
    """Give a page with a menu, an article and a footer."""
    stated = f'<meta property="article:published_time" content="{day}T08:00:00Z">' if day else ""
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in SUBJECTS)
    html = (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title>{stated}<script>var war = 'shelled';"
        f"</script></head><body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{body}</article>"
        f"<footer><p>{note}</p></footer></body></html>"
    )
    return html.encode()


def response(
    url: str, body: bytes, *, status: str = "200 OK", media: str = "text/html; charset=utf-8", headers: str = ""
) -> bytes:
    """Give a whole record of an answer."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body
    return record("response", url, http)


def record(kind: str, url: str, content: bytes, *, length: int | None = None) -> bytes:
    """Give a whole record, with the length that it has or a wrong one."""
    stated = len(content) if length is None else length
    identity = f"{zlib.crc32(url.encode() + content):08x}"
    header = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-03-02T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000{identity}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {stated}\r\n\r\n"
    )
    return header.encode() + content + b"\r\n\r\n"


def packed(body: bytes) -> bytes:
    """Compress a record as a member of its own."""
    return gzip.compress(body, compresslevel=6, mtime=0)


def made_up(chance: random.Random, number: int) -> tuple[str, list[str]]:
    """Give headline and paragraphs of a page on something else."""
    a, b = chance.sample(SUBJECTS, 2)
    paragraphs = [chance.choice(DOINGS).format(a=chance.choice(SUBJECTS), b=chance.choice(SUBJECTS)) for _ in range(6)]
    return f"The {a} and the {b}, part {number}", paragraphs


def telling(texts: list[tuple[str, str, str]]) -> Iterator[Record]:
    """Give the pages that tell of fighting: each report, its copies, and its next take with another figure."""
    for key, day, text in texts:
        title, *paragraphs = [part for part in text.split("\n\n") if part.strip()]
        url = f"https://lantern.example/{key}"
        yield Record(body=packed(response(url, page(title, paragraphs, day=day))), url=url, comes_to="read")
        for outlet in ("harbour", "ridge"):
            url = f"https://{outlet}.example/{key}"
            body = page(title, paragraphs, day=day, note=f"From the {outlet} desk")
            yield Record(body=packed(response(url, body)), url=url, comes_to="copy")
        url = f"https://valley.example/{key}"
        near = [*paragraphs[:-1], f"{paragraphs[-1]} More soon."]
        if len(" ".join(paragraphs).split()) > 200:
            yield Record(body=packed(response(url, page(title, near, day=day))), url=url, comes_to="near-copy")
        changed = [NUMBER.sub(lambda found: str(int(found[0]) + 1), part) for part in paragraphs]
        if changed != paragraphs:
            url = f"https://lantern.example/{key}/next"
            yield Record(body=packed(response(url, page(title, changed, day=day))), url=url, comes_to="read")


def broken(chance: random.Random, number: int) -> Record:
    """Give a record with something wrong in it."""
    url = f"https://broken.example/{number}"
    title, paragraphs = made_up(chance, number)
    body = page(title, paragraphs)
    whole = response(url, body)
    content = whole.partition(b"\r\n\r\n")[2][:-4]
    match number % 10:
        case 0:  # a byte turned round in the middle of the member
            member = bytearray(packed(whole))
            member[len(member) // 2] ^= 0xFF
            return Record(body=bytes(member), url=url, comes_to="failed")
        case 1:  # the member ends half way
            return Record(body=packed(whole)[: len(packed(whole)) // 2], url=url, comes_to="failed")
        case 2:
            return Record(
                body=packed(record("response", url, content, length=len(content) + 500)), url=url, comes_to="failed"
            )
        case 3:
            return Record(
                body=packed(record("response", url, content, length=len(content) - 200)), url=url, comes_to="failed"
            )
        case 4:
            return Record(body=packed(response(url, b"")), url=url, comes_to="failed")
        case 5:
            picture = b"\x89PNG\r\n\x1a\n" + chance.randbytes(3000)
            return Record(body=packed(response(url, picture)), url=url, comes_to="failed")
        case 6:
            picture = b"\x89PNG\r\n\x1a\n" + chance.randbytes(3000)
            return Record(body=packed(response(url, picture, media="image/png")), url=url, comes_to="media-type")
        case 7:
            return Record(body=packed(response(url, body, status="404 Not Found")), url=url, comes_to="status")
        case 8:
            return Record(
                body=packed(record("response", url, b"no answer of a server at all")), url=url, comes_to="failed"
            )
        case _:
            zipped = gzip.compress(body, mtime=0)
            whole = response(url, zipped, headers="Content-Encoding: gzip\r\n")
            return Record(body=packed(whole), url=url, comes_to="subject")


def huge() -> Iterator[Record]:
    """Give records larger than a report, and larger than a record that is held at all."""
    url = "https://huge.example/page"
    body = b"<html><body>" + b"<p>The choir sang on.</p>" * 200_000
    yield Record(body=packed(response(url, body)), url=url, comes_to="failed")
    url = "https://huge.example/nothing"
    yield Record(body=packed(response(url, bytes(40_000_000))), url=url, comes_to="failed")


def records(count: int, seed: int = 7) -> list[Record]:
    """Give the records of an archive, in its order; ``count`` of them hold a page or something broken."""
    chance = random.Random(seed)
    found = [*telling(samples()), *huge()]
    found += [broken(chance, number) for number in range(count // 12)]
    for number in range(count // 20):
        url = f"https://foreign.example/{number}"
        body = page("Neues", [chance.choice(FOREIGN)] * 4 + [f"Nr. {number}"])
        found.append(Record(body=packed(response(url, body)), url=url, comes_to="language"))
    while len(found) < count:
        number = len(found)
        url = f"https://weekly.example/{number}"
        title, paragraphs = made_up(chance, number)
        found.append(Record(body=packed(response(url, page(title, paragraphs))), url=url, comes_to="subject"))
    first, *rest = found[: len(found)]
    chance.shuffle(rest)
    return in_order([first, *rest])


def in_order(found: list[Record]) -> list[Record]:
    """Put the pages that tell of one report after it, as copies come after what they copy."""
    rank = {"read": 0, "copy": 1, "near-copy": 1}
    places = [at for at, one in enumerate(found) if one.comes_to in rank]
    ordered = sorted((found[at] for at in places), key=lambda one: rank[str(one.comes_to)])
    for at, one in zip(places, ordered, strict=True):
        found[at] = one
    return found


def write_archive(path: Path, found: list[Record]) -> None:
    """Write an archive; before each answer stands the request for it, as in archives of crawlers."""
    with open(path, "wb") as file:
        file.write(packed(record("warcinfo", "urn:made-up", b"software: made up by tests\r\n")))
        for one in found:
            file.write(packed(record("request", one.url, b"GET / HTTP/1.1\r\n\r\n")))
            file.write(one.body)
