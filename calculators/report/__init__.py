"""What every calculator can be asked for beside its result: the report for paper, and the same figures in Python."""
