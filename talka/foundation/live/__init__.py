"""What happens while people look: events down to their pages, the database being the truth.

A *written* topic is a numbered log: `append` takes the next number under the topic's row lock, inside the caller's
transaction, so that numbers are seen in order and without gaps. A *watched* topic is a cheap question about the
present state, asked once a second while somebody looks, and told when its answer has changed.

Everybody who may listen gets the same payload, so it holds ids and figures, never what one reader may see and another
may not: a page that needs more asks for its part again, with the rights of its reader.
"""
