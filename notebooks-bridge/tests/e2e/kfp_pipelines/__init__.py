"""Pipelines as people write them with the kfp SDK, a module for each group of constructs.

Each module has ``CASES``: by a name, a pipeline and the arguments of its run. Components are small, so that
what comes out of a task can be told beforehand.
"""
