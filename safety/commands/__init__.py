"""What can be asked on the command line: one command, one file, each with `add` and `run`."""
