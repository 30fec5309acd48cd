"""The learned attribution tagger: one small encoder run once over a window of paragraphs, a light head a task."""
