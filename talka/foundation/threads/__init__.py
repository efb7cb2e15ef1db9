"""The one thread: this version of this thing backs, answers, becomes or reports on that version of that thing.

Rooms do not join each other's tables; each registers a resolver for its kinds, and everything is cited through
`Thread` rows. What a reader may not see shows as "internal analysis", never its content.
"""
