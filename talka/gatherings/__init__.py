"""Workshop … panel: agenda, registration, attendance, calendar."""
