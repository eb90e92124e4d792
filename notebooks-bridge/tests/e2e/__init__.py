"""Real server processes, driven through the real command line and over HTTP."""
