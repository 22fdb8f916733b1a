"""A page's cover: the picture that a messenger or a network shows beside a shared link (decision 0035)."""
