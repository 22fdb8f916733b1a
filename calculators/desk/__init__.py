"""The case desk: a table of cases worked out as the single calculators work out one, wherever the table is."""
