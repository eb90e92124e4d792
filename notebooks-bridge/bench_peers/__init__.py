"""Programs that run one small piece of work on a system that people would use instead of Zeroflow.

Each is run by the Python of its system's own environment, never imported by the command line.
"""
