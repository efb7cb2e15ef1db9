"""Pages of questionnaires with marks whose truth is known, for fitting and for measuring the reader of marks.

`tuning` draws with OpenCV: the reader's weights and thresholds are fitted on it. `reporting` prints with Typst and draws
with Pillow, by a model of the hand of its own: nothing was ever fitted or chosen on it. Neither knows the other.
"""
