"""Study folders and protocol files in, plain values out; every row accounted for."""
