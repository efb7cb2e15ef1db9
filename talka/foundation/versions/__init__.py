"""One way from draft to frozen, numbered version: questionnaires, plans, agreements, releases, reports."""
