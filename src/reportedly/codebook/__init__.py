"""Knowledge as typed tables: the code lists, lexicons and parties under ``data/``, each read by its own module."""
