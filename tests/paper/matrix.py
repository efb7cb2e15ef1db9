"""URL × role for paper: printing is for those who take part, piles for those who may type in at their door."""

from tests.consultations.matrix import taking_part, typing
from tests.matrix import Row, coordinators

SLUG = {"slug": lambda world: world.consultation.slug}
PILE = {**SLUG, "pile_id": lambda world: world.pile.pk}
PAGE = {**PILE, "page_id": lambda world: world.scanned_page.pk}
FORM = {**PILE, "form_id": lambda world: world.filled_form.pk}
CHOICE = {**PILE, "kind": "choice"}

ROWS = [
    Row("paper:paper", taking_part(), SLUG),
    Row("paper:paper", taking_part(302), SLUG, method="post", data={"language": "en", "look": "a4"}),
    Row("paper:plain", taking_part(), {**SLUG, "print_id": lambda world: world.paper_print.pk}),
    Row("paper:numbered", taking_part(), {**SLUG, "run_id": lambda world: world.print_run.pk}),
    Row("paper:bring", typing(), SLUG),
    Row("paper:pile", typing(), PILE),
    Row("paper:add", typing(422), PILE, method="post"),
    Row("paper:steer", typing(302), {**PILE, "way": "stop"}, method="post"),
    Row("paper:tell_apart", typing(302), FORM, method="post"),
    Row("paper:count_form", typing(302), FORM, method="post"),
    Row("paper:go_on", typing(), CHOICE, method="post", data={"decisions": "[]"}),
    Row("paper_settings:keeping", coordinators()),
    Row("paper_settings:keeping", coordinators(302), method="post", data={"days": "30"}),
    Row("paper:finish", typing(302), PILE, method="post"),
    Row("paper:settle", typing(302), PAGE, method="post", data={"settled": "left_out"}),
    Row("paper:page", typing(), PAGE),
    Row("paper:set_aside", typing(), FORM),
    Row("paper:check", typing(), CHOICE),
    Row("paper:undo", typing(302), CHOICE, method="post"),
    Row("paper:crop", typing(), {**PILE, "reading_id": lambda world: world.reading.pk}),
]
