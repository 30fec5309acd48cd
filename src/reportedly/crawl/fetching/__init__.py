"""What is fetched: feeds and the pages that they name, politely, from public addresses, and kept as web archives."""
