"""The desk: the ledger beside the text, in a browser on the same machine, and a person's word over it.

``app.make_app`` gives the ASGI application, ``static_copy.write_copy`` a read-only copy that opens from disk. Pages are
view models made of the ledger's records (``pages/``) and templates that print them; nothing here codes anything.
"""
