"""Tests of the command line alone, and (in ``e2e``) of the whole system from outside."""
