"""Feeds, web archives and folders, on one machine or a cluster: the same ``read_article`` over very many reports."""
