"""Programme, cycles and cohorts, partners, funders and their credits, stages, expected results."""
