"""Other people's tools, run beside ours on the same text in the same run."""
