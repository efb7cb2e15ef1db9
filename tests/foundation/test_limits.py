from talka.foundation.limits import MOST_KEYS, Limit


def test_a_bucket_lets_so_many_through_and_refills_evenly() -> None:
    limit = Limit(3, seconds=30)
    assert [limit.take("a", now=0.0) for _ in range(4)] == [True, True, True, False]
    assert limit.take("b", now=0.0)
    assert not limit.take("a", now=9.0)
    assert limit.take("a", now=10.5)
    assert not limit.take("a", now=10.5)


def test_the_oldest_keys_are_forgotten_first() -> None:
    limit = Limit(1, seconds=3600)
    for number in range(MOST_KEYS + 1):
        assert limit.take(str(number), now=0.0)
    assert limit.take("0", now=0.0)
    assert not limit.take(str(MOST_KEYS), now=0.0)
