"""The ledger over many readings: origins, incidents, disagreements and verdicts (``docs/develop/ledger.md``)."""
