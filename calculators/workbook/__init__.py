"""Workbooks (XLSX) read as lines of text, for the desk and for a calculator that is given one. Imports nothing."""

# Stands before a formula that nobody has worked out yet.
UNWORKED = "#="
# Where the page's worker puts the bytes of a file that comes with a request.
FILE = "/given"
