"""How JavaScript's functions are called from Python: none is."""

no_default = default_signature = object()
