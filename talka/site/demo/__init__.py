"""The demonstration: four networks with the five source programmes, filled through the same actions as the pages."""
