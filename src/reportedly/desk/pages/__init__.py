"""One page a module: a view model made of the ledger's records, and the template that prints it."""
