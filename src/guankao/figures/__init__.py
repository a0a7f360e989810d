"""How government writes numbers: numerals, periods, quantities and targets; no input or output."""
