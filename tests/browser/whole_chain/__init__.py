"""The whole chain, step by step: each module walks one part of it through the pages as its people do."""
