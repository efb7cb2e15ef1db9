"""The least that a server can do with an answer: parse the body and commit one row. No account, form, token or check."""
