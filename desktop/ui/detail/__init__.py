"""The detail of a programme as rich text: pure functions from a judgement to HTML, colours in ``ink``."""
