"""The checklist: what is still open, for the reader's own use; no item changes anyone's limit."""
