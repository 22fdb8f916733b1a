"""The case desk: a whole table of cases worked out as the single calculators work out one. It runs where the table is."""
