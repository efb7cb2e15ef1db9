"""First parts of an address that the installation uses itself; no network may be called so."""

RESERVED = frozenset(
    {
        "a",
        "accounts",
        "api",
        "components",
        "demo",
        "files",
        "health",
        "invitation",
        "language",
        "live",
        "networks",
        "new",
        "privacy",
        "sign-in",
        "sign-out",
        "static",
        "theme",
        "verify",
        "well-known",
    }
)
