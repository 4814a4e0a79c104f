"""Every feature file in ``features/`` runs by itself: adding one is enough."""

from pytest_bdd import scenarios

scenarios("features")
