"""The installation's own addresses, the network's home and the desk."""

from tests.matrix import Row, everyone, members, statuses

ROWS = [
    Row("site:home", everyone()),
    Row("site:my_desk", statuses(302), note="the desk of the only network, or the sign-in page"),
    Row("site:components", everyone()),
    Row("site:components_ask", everyone()),
    Row("site:accessibility", everyone()),
    Row("site:privacy", everyone()),
    Row("site:theme", everyone(405)),
    Row("site:theme", everyone(302), method="post", data={"theme": "dark"}),
    Row("site:language", everyone(405)),
    Row("site:language", everyone(302), method="post", data={"language": "pl"}),
    Row("demo:people", everyone(404), note="outside a demonstration"),
    Row("demo:enter", everyone(404), {"key": "coordinator"}, note="outside a demonstration"),
    Row("network:home", everyone()),
    Row("network:desk", members()),
    Row("network:audit", members(expert=404, interviewer=404)),
    Row(
        "network:audit",
        members(expert=404, interviewer=404),
        query="?who=a&kind=foundation.owner&since=x",
        note="filtered",
    ),
    Row("site:demo_mail", everyone(404), note="there is no demonstration here"),
    Row("account_request_login_code", statuses(302, visitor=200)),
    Row("account_login", statuses(302, visitor=200)),
    Row("account_confirm_login_code", statuses(302)),
    Row("account_logout", statuses(200, visitor=302)),
]
