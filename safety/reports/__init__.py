"""A review on paper and for programs: the text table and the contract's JSON."""
