"""URL × role for certificates: public pages, the holder's by their links, those who run the programme."""

from typing import Any
from uuid import uuid4

from tests.matrix import SIGN_IN, Row, coordinators, everyone, statuses

CODE = {"code": lambda world: world.certificate.code}
SECRET = {"secret": lambda world: world.certificate.secret}
WRONG_SECRET = {"secret": uuid4()}
WAY = {"key": lambda world: world.earned_member.participant.key, "cohort_id": lambda world: world.taught_cohort.pk}
ROUND = {"cohort_id": lambda world: world.taught_cohort.pk}
CYCLE = {"cycle_id": lambda world: world.cycle.pk}
SET = {"set_id": lambda world: world.certificate_set.pk}
WORK = {"member_id": lambda world: world.earned_member.pk}
KEY = {"number": lambda world: world.signing_key.number}
RULE = {"rule_id": lambda world: world.certificate_rule.rule_id, "number": 1}


def running(status: int = 200) -> dict[str, int | str]:
    return statuses(404, visitor=SIGN_IN, staff=status, director=status, coordinator=status)


def issuing(world: Any) -> dict[str, Any]:
    return {"field_id": uuid4(), "rule": world.certificate_rule.pk, "members": [world.earned_member.pk]}


ROWS = [
    Row("certificates:check", everyone()),
    Row("certificates:check", everyone(302), method="post", data=lambda world: {"code": world.certificate.code}),
    Row("certificates:check", everyone(422), method="post", data={"code": "0000000000"}, note="no such code"),
    Row("certificates:certificate", everyone(), CODE),
    Row("certificates:certificate", everyone(404), {"code": "0000000000"}, note="no such code"),
    Row("certificates:revoke", running(), CODE),
    Row("certificates:revoke", running(302), CODE, method="post", data={"reason": "Issued twice by mistake"}),
    Row("certificates:revoke", running(422), CODE, method="post", note="no reason"),
    Row("certificates:reissue", running(), CODE),
    Row(
        "certificates:reissue",
        running(302),
        CODE,
        method="post",
        data={"name": "Aldona", "language": "pl", "reason": "Misspelt"},
    ),
    Row("certificates:reissue", running(422), CODE, method="post", note="no name"),
    Row("certificates:criteria", everyone(), RULE),
    Row("certificates:criteria", everyone(404), {**RULE, "number": 2}, note="no such version"),
    Row("certificates:issuer", everyone()),
    Row("certificates:issuer_json", everyone()),
    Row("certificates:status", everyone()),
    Row("certificates:key", everyone(), KEY),
    Row("certificates:rotate", coordinators(302), method="post"),
    Row("certificates:revoke_key", coordinators(), KEY),
    Row("certificates:revoke_key", coordinators(302), KEY, method="post", data={"revoked_reason": "Lost"}),
    Row("certificates:way", everyone(), WAY, note="by the member’s own link"),
    Row("certificates:way", everyone(404), {**WAY, "key": uuid4()}, note="another link"),
    Row("certificates:mine", everyone(), SECRET, note="by the link of the letter"),
    Row("certificates:mine", everyone(404), WRONG_SECRET, note="another link"),
    Row("certificates:mine", everyone(302), SECRET, method="post", data={"shown": "full"}),
    Row("certificates:erase", everyone(), SECRET, note="by the link of the letter"),
    Row("certificates:erase", everyone(302), SECRET, method="post", note="by the link of the letter"),
    Row("certificates:paper", everyone(), SECRET, note="by the link of the letter"),
    Row("certificates:paper", everyone(404), WRONG_SECRET, note="another link"),
    Row("certificates:badge", everyone(), SECRET, note="by the link of the letter"),
    Row("certificates:credential", everyone(), SECRET, note="by the link of the letter"),
    Row("certificates:credential", everyone(404), WRONG_SECRET, note="another link"),
    Row("certificates:token", everyone(), SECRET, note="by the link of the letter"),
    Row("certificates:rule", running(), CYCLE),
    Row("certificates:rule", running(302), CYCLE, method="post", data={"title_en": "Training", "share": 60}),
    Row("certificates:round", running(), ROUND),
    Row("certificates:issue", running(), ROUND),
    Row("certificates:issue", running(302), ROUND, method="post", data=issuing),
    Row("certificates:archive", running(), ROUND),
    Row("certificates:set", running(), SET),
    Row("certificates:carry_on", running(302), SET, method="post"),
    Row("certificates:work", running(), WORK),
    Row("certificates:work", running(302), WORK, method="post", data={"accept": "yes"}),
]
