"""Reports of a round as Word, accessible spreadsheet, one self-contained page and JSON, all from one document.

Knows how a record becomes a document and a document a file; refuses to fetch a figure.
"""
