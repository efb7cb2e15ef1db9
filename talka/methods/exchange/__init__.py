"""Who can help whom: needs and offers, rounds of exchange, balance.

Plain Python; rounds need scipy. See ``docs/methods/exchange.md`` for an example from raw rows to the answer.
"""

from .balance import Ledger, Sheet, gini, harmonic, jain, shares_met
from .compatibility import Compatibility, compatibility
from .draw import Draw
from .listings import Need, Offer, Organisation, Place, Transfer, Window
from .market import Market, closeness
from .partners import Partner, agreement, coverage, gower, partners
from .preflib import Graph, read_wmd
from .program import Stage
from .proposals import Proposal
from .rounds import Round, Rules, changed, resolve, solve
from .words import ENGLISH, Message

__all__ = [
    "ENGLISH",
    "Compatibility",
    "Draw",
    "Graph",
    "Ledger",
    "Market",
    "Message",
    "Need",
    "Offer",
    "Organisation",
    "Partner",
    "Place",
    "Proposal",
    "Round",
    "Rules",
    "Sheet",
    "Stage",
    "Transfer",
    "Window",
    "agreement",
    "changed",
    "closeness",
    "compatibility",
    "coverage",
    "gini",
    "gower",
    "harmonic",
    "jain",
    "partners",
    "read_wmd",
    "resolve",
    "shares_met",
    "solve",
]
