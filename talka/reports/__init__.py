"""The panel, the chain from answer to result, figures and public results."""
