"""The ledger: every line of the documents with a figure, and who cites it or why it is left out.

``<document>.csv`` is written by ``python -m db.ledger.update --sources DIR`` from the documents, the
catalogue and ``left_out.toml``; reviewers read and change only ``left_out.toml``.
"""
