"""URL × role for series, themes and ideas."""

from typing import Any

from tests.matrix import SIGN_IN, Row, everyone, members, statuses

SERIES = {"series_id": lambda world: world.series.pk}
TURN = {**SERIES, "turn_id": lambda world: world.turn.pk}
MEMBER = {**SERIES, "member_id": lambda world: world.series_member.pk}
MEETING = {"gathering_id": lambda world: world.past_gathering.pk}
EXAMPLE = {**MEETING, "example_id": lambda world: world.example.pk}
PLACE = {"token": lambda world: world.past_place.cancel_token}
IDEA = {"idea_id": lambda world: world.idea.pk}
KEPT = {"idea_id": lambda world: world.kept_idea.pk}
PARTNER = {**IDEA, "partner_id": lambda world: world.idea_partner.pk}
FOLLOWED = {**MEETING, **IDEA}


def running(status: int = 200) -> dict[str, int | str]:
    return statuses(404, visitor=SIGN_IN, staff=status, director=status, coordinator=status)


def taking_part(status: int = 200) -> dict[str, int | str]:
    """Those of the idea's owner and of its partner, and coordinators."""
    return statuses(404, visitor=SIGN_IN, member=status, staff=status, director=status, coordinator=status)


def acting(status: int = 200, **others: Any) -> dict[str, int | str]:
    """Whoever acts for some organisation."""
    return statuses(404, **{"visitor": SIGN_IN, "member": status, "staff": status, "director": status, **others})


ROWS = [
    Row("gatherings:series_list", everyone()),
    Row("gatherings:series", everyone(), SERIES),
    Row("gatherings:make_series", acting(coordinator=200)),
    Row("gatherings:edit_series", running(), SERIES),
    Row("gatherings:end_series", running(302), SERIES, method="post"),
    Row("gatherings:join_series", acting(coordinator=200), SERIES),
    Row("gatherings:leave_series", taking_part(302), MEMBER, method="post"),
    Row("gatherings:ask_host", running(302), SERIES, method="post"),
    Row("gatherings:accept_turn", statuses(404, visitor=SIGN_IN, member=200), TURN),
    Row("gatherings:pass_turn", statuses(404, visitor=SIGN_IN, member=200), TURN),
    Row("gatherings:pass_turn", statuses(404, visitor=SIGN_IN, member=302), TURN, method="post"),
    Row("gatherings:take_back_turn", running(302), TURN, method="post"),
    Row("gatherings:put_in_series", running(), SERIES),
    Row("gatherings:theme", running(), MEETING),
    Row("gatherings:add_example", running(), MEETING),
    Row("gatherings:edit_example", running(), EXAMPLE),
    Row("gatherings:remove_example", running(302), EXAMPLE, method="post"),
    Row("gatherings:take_home_mine", members(), MEETING),
    Row("gatherings:take_home", everyone(), PLACE, note="by the link of the letter"),
    Row("gatherings:take_home", everyone(302), PLACE, method="post", data={"words": "A door"}),
    Row("gatherings:follow_ideas", running(), MEETING),
    Row("gatherings:follow_up", running(), FOLLOWED),
    Row("gatherings:ideas", everyone()),
    Row("gatherings:bring_idea", acting()),
    Row("gatherings:idea", everyone(), IDEA, note="public"),
    Row("gatherings:idea", statuses(404, member=200), KEPT, note="kept by who brought it in"),
    Row("gatherings:edit_idea", taking_part(), IDEA),
    Row("gatherings:edit_idea", statuses(404, visitor=SIGN_IN, member=200), KEPT, note="kept"),
    Row("gatherings:look_for_partners", taking_part(302), IDEA, method="post"),
    Row("gatherings:join_idea", statuses(404, visitor=SIGN_IN, member=200, staff=200, director=200), IDEA),
    Row("gatherings:leave_idea", statuses(404, visitor=SIGN_IN, member=302), PARTNER, method="post"),
    Row("gatherings:plan_first_step", taking_part(), IDEA),
    Row("gatherings:first_step_done", taking_part(302), IDEA, method="post"),
    Row("gatherings:idea_becomes", taking_part(), IDEA),
    Row("gatherings:finish_idea", taking_part(), IDEA),
    Row("gatherings:drop_idea", taking_part(), IDEA),
    Row("gatherings:pick_up_again", taking_part(302), IDEA, method="post"),
]
