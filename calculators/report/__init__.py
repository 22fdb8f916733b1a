"""Two parts that every calculator has: the report for paper, and the same figures in Python."""
