"""What only the build reads, for all calculators: how forms are made, and odd texts to fill them with.

Not in the wheel.
"""
