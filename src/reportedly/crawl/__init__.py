"""Many captures to many readings: files, web archives and feeds, on one machine or a cluster."""
