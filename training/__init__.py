"""Training of the learned taggers. Needs torch and transformers, which the package does not."""
