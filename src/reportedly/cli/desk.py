"""``desk``: the ledger in a browser on this machine, or a read-only copy that opens from disk."""

from __future__ import annotations

import gc
import secrets
import threading
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.progress import progress
from reportedly.cli.views import LedgerPath, opened
from reportedly.errors import UsageError

PORT = 8765
GRACE = 1  # seconds that open connections have when the desk is closed


def desk(
    ledger: LedgerPath,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="0 takes a free one.")] = PORT,
    host: Annotated[
        str, typer.Option("--host", metavar="H", help="Another address than this machine's own; wants a token then.")
    ] = "127.0.0.1",
    static: Annotated[
        Path | None, typer.Option("--static", metavar="DIR", help="Write a read-only copy there, and serve nothing.")
    ] = None,
) -> None:
    """Open the ledger in the browser: incidents, reports, review, sources, forecasts. Nothing leaves the machine."""
    try:
        import jinja2  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn
    except ImportError:
        raise UsageError("the desk needs more than is installed: pip install 'reportedly[desk]'") from None
    from reportedly.desk.app import make_app
    from reportedly.desk.desk import Desk
    from reportedly.desk.safety import LOOPBACK, Door

    if static is not None:
        from reportedly.desk.static_copy import write_copy

        with opened(ledger) as held, progress("pages written") as tick:
            pages = write_copy(Desk(held, still=True), static, tick)
        typer.echo(f"{pages} pages written: open {static / 'index.html'}")
        return
    token = None if host in LOOPBACK else secrets.token_urlsafe(24)
    app = make_app(Desk(opened(ledger, little=True)), Door(host=host, token=token))
    threading.Thread(target=settle, daemon=True).start()
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
    )
    serve(uvicorn.Server(config), host, token)


def settle() -> None:
    """Load what the first page would wait for; what stays for good is looked through no more for what can be freed."""
    from reportedly.desk.range_plot import warm

    warm()
    gc.collect()
    gc.freeze()


def serve(server: object, host: str, token: str | None) -> None:
    """Run the server until it is interrupted; say where it is."""
    import uvicorn

    assert isinstance(server, uvicorn.Server)
    sockets = [server.config.bind_socket()]
    sockets[0].listen()
    port = sockets[0].getsockname()[1]
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{port}/" + (f"?token={token}" if token else "")
    typer.echo(f"The desk is open at {address} (Ctrl+C closes it)")
    server.run(sockets=sockets)
