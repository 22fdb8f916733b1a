"""Runs our scripts for Node, which set-up has found or installed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from build_scripts.reading.places import ROOT
from build_scripts.set_up import known_tools


class NodeError(Exception):
    """A script for Node failed; the message is what it printed."""


def run_node(script: Path, *arguments: object, given: str = "") -> str:
    """The script's output; `given` is its input. Raises NodeError."""
    command = [known_tools()["node"], script, *map(str, arguments)]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, text=True, input=given, capture_output=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).splitlines()
        # Node shows the minified line that threw; only what a person can read is kept.
        raise NodeError("\n".join(line for line in lines if len(line) < 400)[-3000:])
    return done.stdout
