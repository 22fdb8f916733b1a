"""`python -m calculators desk …`: what the calculators do without a browser."""

import sys

from calculators.desk.command import main

if __name__ == "__main__":
    if sys.argv[1:2] != ["desk"]:
        print(
            "python -m calculators desk INPUT [-o OUT] [--problems FILE] [--rules FILE] [--lang zh|en] [--day DATE]"
            " [--engine alone|dask] [--scheduler ADDRESS] [--workers N]",
            file=sys.stderr,
        )
        raise SystemExit(2)
    raise SystemExit(main(sys.argv[2:]))
