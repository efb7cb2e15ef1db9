"""Who meets whom: rounds of tables, hosts, cards. Plain Python on numpy.

`mix` makes a plan for a `Meeting`; `repair` changes it with little when somebody stays away or comes late; `design` and
`cross_sector` give rounds without a second meeting by construction. See docs/methods/mixing.md.
"""

from talka.methods.mixing.designs import BEST_KNOWN, Design, bound, cross_sector, design, meetings, round_robin
from talka.methods.mixing.hosts import share_hosts
from talka.methods.mixing.meeting import Meeting, Plan, Stop, TableSheet, pair
from talka.methods.mixing.mix import mix
from talka.methods.mixing.repair import changes, repair
from talka.methods.mixing.search import Costs

__all__ = [
    "BEST_KNOWN",
    "Costs",
    "Design",
    "Meeting",
    "Plan",
    "Stop",
    "TableSheet",
    "bound",
    "changes",
    "cross_sector",
    "design",
    "meetings",
    "mix",
    "pair",
    "repair",
    "round_robin",
    "share_hosts",
]
