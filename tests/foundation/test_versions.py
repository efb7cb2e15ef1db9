from hypothesis import given
from hypothesis import strategies as st

from talka.foundation.owners.models import Owner
from talka.foundation.versions.actions import content_hash, freeze
from talka.foundation.versions.difference import Change, differences
from talka.foundation.versions.queries import latest_version, version_number, versions_of
from talka.identity.models import Account, Network

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def test_versions_are_numbered_and_an_unchanged_one_is_not_made_again(
    network: Network, mok: Owner, director: Account
) -> None:
    def frozen(content: dict[str, object]) -> int:
        return freeze(acting_user=director, network=network, target=mok, content=content, reason="first").number

    assert [frozen({"a": 1, "b": 2}), frozen({"b": 2, "a": 1}), frozen({"a": 2}), frozen({"a": 1, "b": 2})] == [
        1,
        1,
        2,
        3,
    ]
    latest = latest_version(mok)
    assert latest is not None
    assert (latest.number, latest.content, latest.frozen_by_name) == (3, {"a": 1, "b": 2}, "Director")
    assert [v.number for v in versions_of(mok)] == [3, 2, 1]
    second = version_number(mok, 2)
    assert second is not None
    assert second.content == {"a": 2}


@given(JSON)
def test_the_hash_does_not_depend_on_the_order_of_keys(content: object) -> None:
    def turned(value: object) -> object:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(list(value))}
        return [turned(v) for v in value] if isinstance(value, list) else value

    assert content_hash(turned(content)) == content_hash(content)


@given(JSON)
def test_a_content_does_not_differ_from_itself(content: object) -> None:
    assert differences(content, content) == []


def test_moving_a_keyed_item_is_no_change_and_a_changed_word_is_found_where_it_stands() -> None:
    before = {"goals": [{"key": "1", "title": "Near"}, {"key": "2", "title": "Young"}], "period": "2027"}
    after = {"goals": [{"key": "2", "title": "Young people"}, {"key": "1", "title": "Near"}], "period": "2027"}
    assert differences(before, after) == [Change(("goals", "2", "title"), "Young", "Young people")]


def test_what_came_and_what_went() -> None:
    found = differences({"items": [{"key": "a"}]}, {"items": [{"key": "b"}]})
    assert [(change.where, change.kind) for change in found] == [
        (("items", "a"), "removed"),
        (("items", "b"), "added"),
    ]
