"""The marks in templates and pages that a later step of the build fills, each with who fills it."""

from __future__ import annotations

# site/policy.py: the Content-Security-Policy, when every inline script is known.
POLICY = "@POLICY@"
# site/offline.py: the hash over every file of the site, and what keeping all of them takes.
VERSION = "@VERSION@"
MEGABYTES = "@KEPT-MEGABYTES@"
# pages/finish_pages.py: the site's address, and the runtime's folder from the page.
ROOT = "@ROOT@"
RUNTIME = "@RUNTIME@"
