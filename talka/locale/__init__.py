"""The program's own words in the languages it speaks, and what collects and compiles them."""
