"""What the trial's words mean: plain values and pure functions, nothing but the standard library."""
