"""Would bind JavaScript's functions to Python; ours calls none."""

no_default = default_signature = object()
