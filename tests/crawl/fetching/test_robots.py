from __future__ import annotations

import time

import pytest

from reportedly.crawl.fetching.addresses import read_address
from reportedly.crawl.fetching.robots import LARGEST, read_rules
from reportedly.errors import FetchError
from tests.crawl.fetching.conftest import Clock, Make
from tests.crawl.fetching.misbehaving import Misbehaving, in_turn, redirect, reset, send

PLAIN = "text/plain"
REFUSING = "User-agent: reportedly\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"


def test_our_own_group_comes_before_everybodys() -> None:
    rules = read_rules(200, REFUSING.encode())
    rules.permit(read_address("http://a.test/open"))
    with pytest.raises(FetchError, match="robots.txt refuses it") as caught:
        rules.permit(read_address("http://a.test/private/x"))
    assert caught.value.lasting


@pytest.mark.parametrize(
    ("names", "allowed"),
    [
        (["*"], False),
        (["Reportedly"], False),
        (["Googlebot", "reportedly"], False),
        (["reportedly*"], False),
        (["report"], False),  # how protego reads the beginning of a name
        (["Googlebot"], True),
        (["other"], True),
        (["reportedlybot"], True),
    ],
)
def test_whom_a_group_is_for(names: list[str], allowed: bool) -> None:
    text = "".join(f"User-agent: {name} # a robot\n" for name in names) + "Disallow: /"
    address = read_address("http://a.test/x")
    if allowed:
        read_rules(200, text.encode()).permit(address)
        return
    with pytest.raises(FetchError):
        read_rules(200, text.encode()).permit(address)


def test_other_groups_do_not_run_into_ours() -> None:
    text = "User-agent: *\nDisallow: /a\nUser-agent: x\nDisallow: /b\nuseragent y\nDisallow: /c\n"
    rules = read_rules(200, text.encode())
    for path in ("b", "c"):
        rules.permit(read_address(f"http://a.test/{path}"))
    with pytest.raises(FetchError):
        rules.permit(read_address("http://a.test/a"))


def test_rules_for_thousands_of_robots_cost_little() -> None:
    names = "".join(f"User-agent: robot{number}\n" for number in range(10_000))
    text = names + "User-agent: *\n" + "Disallow: /x\n" * 10_000
    begun = time.process_time()
    with pytest.raises(FetchError):
        read_rules(200, text.encode()).permit(read_address("http://a.test/x"))
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (200, b"", True),
        (200, b"\xff\xfe\x00 no rules \x80", True),
        (200, "\ufeffUser-agent: *\nDisallow: /".encode(), False),
        (200, b"<html>User-agent: *</html>", True),
        (404, b"User-agent: *\nDisallow: /", True),
        (410, b"", True),
        (403, b"", True),
        (429, b"", False),
        (500, b"", False),
        (503, b"", False),
        (200, (b"User-agent: *\nDisallow: /xyz\n" + b"#" * LARGEST)[: LARGEST - 1] + b"\nDisallow: /", True),
        (200, (b"#" * LARGEST)[: LARGEST - 28] + b"\nUser-agent: *\nDisallow: /yz", True),
        (200, b"# " + b"x" * LARGEST + b"\nUser-agent: *\nDisallow: /", True),  # beyond what is read
    ],
)
def test_what_an_answer_allows(status: int, body: bytes, allowed: bool) -> None:
    address = read_address("http://a.test/x")
    if allowed:
        read_rules(status, body).permit(address)
        return
    with pytest.raises(FetchError) as caught:
        read_rules(status, body).permit(address)
    assert caught.value.lasting is (status == 200)


def test_robots_is_asked_once_a_day(server: Misbehaving, make: Make, clock: Clock) -> None:
    server.at("/robots.txt", send("User-agent: *\nDisallow: /no", kind=PLAIN))
    url = server.at("/yes", send("yes"))
    fetcher = make()
    assert fetcher.get(url).body == b"yes"
    assert fetcher.get(url).body == b"yes"
    with pytest.raises(FetchError, match="robots"):
        fetcher.get(server.at("/no", send("no")))
    assert server.asked == ["/robots.txt", "/yes", "/yes"]
    clock.time += 86_401
    fetcher.get(url)
    assert server.asked[3:] == ["/robots.txt", "/yes"]


def test_a_robots_that_cannot_be_had_allows_nothing_this_time(server: Misbehaving, make: Make, clock: Clock) -> None:
    server.at("/robots.txt", in_turn(send("", status=500), reset, send("", kind=PLAIN)))
    url = server.at("/x", send("x"))
    fetcher = make()
    for cause in ("status 500", "connection"):
        for _ in range(2):
            with pytest.raises(FetchError, match=cause) as caught:
                fetcher.get(url)
            assert not caught.value.lasting
        clock.time += 601
    assert fetcher.get(url).body == b"x"
    assert server.asked == ["/robots.txt"] * 3 + ["/x"]


def test_robots_of_too_many_redirects_is_none(server: Misbehaving, make: Make) -> None:
    for number in range(9):
        server.at(f"/r{number}", redirect(f"/r{number + 1}"))
    server.at("/robots.txt", redirect("/r0"))
    assert make().get(server.at("/x", send("x"))).body == b"x"


def test_a_redirected_robots_holds(server: Misbehaving, make: Make) -> None:
    server.at("/robots.txt", redirect(server.url("/rules", host="a.test")))
    server.at("/rules", send("User-agent: *\nDisallow: /", kind=PLAIN))
    with pytest.raises(FetchError, match="robots.txt refuses it"):
        make().get(server.at("/x", send("x")))
    assert server.pages() == ["/rules"]


def test_a_huge_robots_is_cut(server: Misbehaving, make: Make) -> None:
    server.at("/robots.txt", send("User-agent: *\nDisallow: /no\n" + "#" * 80 * 10_000, kind=PLAIN))
    with pytest.raises(FetchError, match="robots.txt refuses it"):
        make().get(server.at("/no", send("x")))


def test_a_delay_is_kept_and_a_long_one_leaves_for_later(server: Misbehaving, make: Make, clock: Clock) -> None:
    server.at("/robots.txt", in_turn(send("User-agent: *\nCrawl-delay: 7", kind=PLAIN)))
    fetcher = make()
    url = server.at("/x", send("x"))
    fetcher.get(url)
    before = clock.time
    fetcher.get(url)
    assert clock.time - before == pytest.approx(7.0)

    server.at("/robots.txt", send("User-agent: *\nCrawl-delay: 3600", kind=PLAIN))
    fetcher = make()
    fetcher.get(url)
    asked = len(server.asked)
    with pytest.raises(FetchError, match="left for later") as caught:
        fetcher.get(url)
    assert (caught.value.cause, caught.value.lasting) == ("later", False)
    assert caught.value.after == pytest.approx(3600, abs=2)
    assert len(server.asked) == asked
    clock.time += 3600
    assert fetcher.get(url).body == b"x"
