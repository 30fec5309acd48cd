"""The extractors: article and parse in, records out in text order; options keyword-only, no state."""
