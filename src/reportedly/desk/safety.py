"""What stands before every page: who may ask, from where, and what the browser may do with the answer.

The desk binds to the loopback address and answers only requests that name it so (a foreign name that resolves to
127.0.0.1, DNS rebinding, is refused). On any other address a token is wanted too. What changes the ledger must come
from one of our own pages: same origin by the browser's own word, and with the session's CSRF token.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SESSION, TOKEN = "desk_session", "desk_token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}
SAFE = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who may come in: the address that is bound to, the token where one is wanted, the secret of this run."""

    host: str = "127.0.0.1"
    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def csrf(self, session: str) -> str:
        """Give the token that forms of a session carry."""
        return hmac.new(self.secret, session.encode(), sha256).hexdigest()

    def knows(self, host: str) -> bool:
        """Whether a request may name the desk so; where a token is wanted it is the token that decides."""
        name = urlsplit(f"//{host}").hostname
        return self.token is not None or name in LOOPBACK or name == self.host

    def is_ours(self, given: str | None) -> bool:
        """Whether a token is the right one; no token is wanted on the loopback address."""
        return self.token is None or (given is not None and hmac.compare_digest(given.encode(), self.token.encode()))


class Safety:
    """ASGI middleware: refuses what may not come in, gives each browser a session, sets the answer's headers."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = cookies_of(headers.get("cookie", ""))
        session = cookies.get(SESSION) or secrets.token_urlsafe(24)
        scope["session"], scope["csrf"] = session, self.door.csrf(session)
        fresh = None if SESSION in cookies else cookie(SESSION, session)
        refused = self.refusal(scope, headers, cookies)
        answer = refused if refused is not None else self.app
        await answer(scope, receive, dressed(send, fresh))

    def refusal(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> ASGIApp | None:
        """Give the answer that refuses a request or takes its token; None where it may come in."""
        try:
            known = self.door.knows(headers.get("host", ""))
        except ValueError:
            known = False
        if not known:
            return PlainTextResponse("This desk does not answer under that name.", status_code=421)
        asked = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        if not self.door.is_ours(cookies.get(TOKEN)):
            if scope["method"] == "GET" and "token" in asked and self.door.is_ours(asked["token"]):
                return entered(scope, asked)
            return PlainTextResponse("This desk wants the token that it printed when it began.", status_code=403)
        if scope["method"] not in SAFE and not same_origin(headers):
            return PlainTextResponse("This did not come from a page of the desk.", status_code=403)
        return None


def entered(scope: Scope, asked: dict[str, str]) -> ASGIApp:
    """Give the answer to the right token: the same page without it in the address, and a cookie that holds it."""
    token = asked.pop("token")
    where = "/" + scope["path"].lstrip("/\\")
    answer = RedirectResponse(where + (f"?{urlencode(asked)}" if asked else ""), status_code=303)
    answer.headers.append("set-cookie", cookie(TOKEN, token))
    return answer


def same_origin(headers: Headers) -> bool:
    """Whether the browser says that a request comes from a page under the same name."""
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None:
        return site is not None
    return urlsplit(origin).netloc == headers.get("host")


def cookies_of(header: str) -> dict[str, str]:
    """Give the cookies of a request; none where they are malformed."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def cookie(name: str, value: str) -> str:
    """Give a cookie that scripts cannot read and other sites cannot send; it ends with the browser."""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Strict"


def dressed(send: Send, fresh: str | None) -> Send:
    """Give a sender that sets the headers of every answer."""

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if "cache-control" not in headers:
                headers["cache-control"] = "no-store"
            if fresh is not None:
                headers.append("set-cookie", fresh)
        await send(message)

    return sender
