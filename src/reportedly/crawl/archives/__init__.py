"""Web archives: where their bytes lie, the records in them, and the pages in those."""
