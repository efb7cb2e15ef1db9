import pytest

from talka.foundation.access import Refusal
from talka.foundation.audit.models import AuditRecord
from talka.foundation.owners.models import Owner
from talka.organisations.actions import add_organisation, change_organisation, make_partnership, remove_organisation
from talka.organisations.dyes import free_pair, pairs_in_order
from talka.organisations.models import Profile
from talka.organisations.queries import Filters, directory
from tests.world import World

ENTRY = {
    "name": "Biblioteka Miejska",
    "short_name": "Library",
    "kind": "library",
    "sector": "culture",
    "dye": "2",
    "shape": "ring",
    "email": "library@example.org",
    "about_en": "Books and quiet",
    "needs_en": "A lift",
    "inner_private": "on",
}


def test_a_coordinator_adds_an_organisation(signed_in, world: World) -> None:
    client = signed_in(world.coordinator)
    response = client.post("/weavers/organisations/new/", {**ENTRY, "locality": world.locality.pk})
    assert response["Location"] == "/weavers/organisations/biblioteka-miejska/"
    profile = Profile.objects.get(slug="biblioteka-miejska")
    owner = profile.owner
    assert (owner.kind, owner.short_name, owner.dye, owner.shape) == ("organisation", "Library", 2, "ring")
    assert (profile.locality, profile.about, profile.needs) == (
        world.locality,
        {"en": "Books and quiet"},
        {"en": "A lift"},
    )
    record = AuditRecord.objects.filter(kind="foundation.owner", verb="added").latest("pk")
    assert (record.title, record.owner_id) == ("Biblioteka Miejska", owner.pk)


@pytest.mark.parametrize(
    ("kind", "owner_kind"), [("artist", "single"), ("local_group", "group"), ("ngo", "organisation")]
)
def test_the_kind_tells_group_and_single_member(kind: str, owner_kind: str, signed_in, world: World) -> None:
    signed_in(world.coordinator).post("/weavers/organisations/new/", {**ENTRY, "kind": kind})
    assert Owner.objects.get(short_name="Library").kind == owner_kind


def test_a_taken_pair_is_refused_with_a_free_one(signed_in, world: World) -> None:
    response = signed_in(world.coordinator).post(
        "/weavers/organisations/new/", {**ENTRY, "dye": "1", "shape": "circle"}
    )
    page = response.content.decode()
    assert response.context["form"].errors["shape"] == [
        "Miejski Ośrodek Kultury already has the woad circle. Free is, for instance, the spruce triangle."
    ]
    assert "Biblioteka Miejska" in page
    assert not Owner.objects.filter(short_name="Library").exists()


def test_a_taken_short_name_is_refused(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        add_organisation(
            acting_user=world.coordinator, network=world.network, name="Other", short_name="mok", kind="other"
        )
    assert refused.value.field == "short_name"


def test_each_of_the_first_ten_gets_its_own_dye_and_shape() -> None:
    first = list(pairs_in_order())[:10]
    assert {dye for dye, _shape in first} == set(range(1, 11))
    assert len({shape for _dye, shape in first}) == 10
    assert len(set(pairs_in_order())) == 100


def test_after_a_hundred_members_pairs_repeat(world: World) -> None:
    taken = set(Owner.objects.filter(network=world.network).values_list("dye", "shape"))
    Owner.objects.bulk_create(
        Owner(
            network=world.network, kind="organisation", name=f"O {d} {s}", short_name=f"O {d} {s}"[:24], dye=d, shape=s
        )
        for d, s in pairs_in_order()
        if (d, s) not in taken
    )
    assert free_pair(world.network) is None
    profile = add_organisation(
        acting_user=world.coordinator, network=world.network, name="A hundred and first", short_name="101", kind="ngo"
    )
    assert (profile.owner.dye, profile.owner.shape) == (1, "circle")
    change_organisation(acting_user=world.coordinator, profile=profile, dye=5, shape="square")


def test_what_a_profile_shows_to_whom(signed_in, world: World) -> None:
    profile = world.organisation.profile
    change_organisation(
        acting_user=world.director,
        profile=profile,
        about={"en": "About for all"},
        offers={"en": "Offers for all"},
        strengths={"en": "Strengths for members"},
        needs={"en": "Needs for ourselves"},
    )
    address = f"/weavers/organisations/{profile.slug}/"

    def read(role: str) -> set[str]:
        page = signed_in(world.people[role]).get(address).content.decode()
        return {word for word in ("About", "Offers", "Strengths", "Needs") if f"{word} for" in page}

    assert read("visitor") == read("stranger") == {"About", "Offers"}
    assert read("member") == read("expert") == read("coordinator") == {"About", "Offers", "Strengths"}
    assert read("staff") == read("director") == {"About", "Offers", "Strengths", "Needs"}
    assert read("interviewer") == {"About", "Offers", "Strengths"}
    change_organisation(acting_user=world.director, profile=profile, inner_private=False)
    assert read("member") == {"About", "Offers", "Strengths", "Needs"}
    assert read("visitor") == {"About", "Offers"}


def test_a_coordinator_who_helps_does_not_read_or_wipe_the_inner_part(signed_in, world: World) -> None:
    profile = world.organisation.profile
    address = f"/weavers/organisations/{profile.slug}/edit/"
    client = signed_in(world.coordinator)
    assert "What MOK keeps to itself" not in client.get(address).content.decode()
    entry = {**ENTRY, "name": "Miejski Ośrodek Kultury", "short_name": "MOK", "dye": "1", "shape": "circle"}
    assert client.post(address, {**entry, "needs_en": "Overwritten"}).status_code == 302
    profile.refresh_from_db()
    assert profile.needs == {"en": "What MOK keeps to itself"}
    assert profile.about == {"en": "Books and quiet"}


def test_a_text_in_a_language_of_ones_own_stays_when_the_form_is_sent(signed_in, world: World) -> None:
    profile = world.organisation.profile
    change_organisation(acting_user=world.director, profile=profile, about={"en": "One", "sv": "Ett"})
    address = f"/weavers/organisations/{profile.slug}/edit/"
    client = signed_in(world.director)
    page = client.get(address).content.decode()
    assert 'name="about_sv"' in page
    entry = {**ENTRY, "short_name": "MOK", "dye": "1", "shape": "circle", "about_en": "One", "about_sv": "Ett"}
    assert client.post(address, entry).status_code == 302
    profile.refresh_from_db()
    assert profile.about == {"en": "One", "sv": "Ett"}


def test_the_directory_finds_by_words_kind_sector_and_place(signed_in, world: World) -> None:
    add_organisation(
        acting_user=world.coordinator,
        network=world.network,
        name="Teatr Łątka",
        short_name="Łątka",
        kind="theatre",
        locality=world.empty_locality,
        offers={"pl": "Scena objazdowa"},
        strengths={"pl": "Lalki"},
    )

    def found(role: str = "visitor", **asked: str) -> list[str]:
        viewer = world.viewer(role)
        return [p.owner.short_name for p in directory(world.network, Filters(**asked), viewer)]

    assert sorted(found()) == ["DOK", "MOK", "Tkacz", "Łątka"]
    assert found(kind="theatre") == ["Łątka"]
    assert found(locality="empty-village") == ["Łątka"]
    assert found(words="SCENA objazdowa") == ["Łątka"]
    assert found(words="łątka") == ["Łątka"] or found(words="Łątka") == ["Łątka"]
    assert found(words="lalki") == []
    assert found("member", words="lalki") == ["Łątka"]
    assert found("director", words="keeps") == []  # needs are never searched
    assert found(sector="art") == []
    page = signed_in(None).get("/weavers/organisations/?kind=theatre").content.decode()
    assert "Teatr Łątka" in page
    assert "1 member fits." in page
    assert "Far Library" not in signed_in(None).get("/weavers/organisations/?words=library").content.decode()


def test_the_directory_asks_flatly(signed_in, world: World, assert_queries_flat) -> None:
    client = signed_in(world.coordinator)

    def more() -> None:
        made = [
            add_organisation(
                acting_user=world.coordinator,
                network=world.network,
                name=f"Library {number}",
                short_name=f"L{number}",
                kind="library",
                locality=world.locality,
            ).owner
            for number in range(10)
        ]
        make_partnership(
            acting_user=world.coordinator, network=world.network, name="Libraries", short_name="Libs", members=made
        )

    assert_queries_flat(lambda: client.get("/weavers/organisations/"), more, at_most=30)
    assert_queries_flat(lambda: client.get("/weavers/"), lambda: None, at_most=40)


def test_a_partnership_joins_at_least_two(signed_in, world: World) -> None:
    client = signed_in(world.coordinator)
    entry = {"name": "Two centres", "short_name": "Two", "members": [world.organisation.pk]}
    response = client.post("/weavers/organisations/partnership/", entry)
    assert response.context["form"].errors["members"] == ["A partnership joins at least two. Choose another one."]
    entry["members"].append(world.third_organisation.pk)
    assert (
        client.post("/weavers/organisations/partnership/", entry)["Location"] == "/weavers/organisations/two-centres/"
    )
    made = Owner.objects.get(short_name="Two")
    assert made.kind == "partnership"
    assert made.pk in world.viewer("director").acts_for
    entry["members"] = [world.organisation.pk, world.other_organisation.pk]
    client.post("/weavers/organisations/two-centres/partners/", entry)
    assert set(made.partners.values_list("member_id", flat=True)) == set(entry["members"])
    with pytest.raises(Refusal):
        make_partnership(
            acting_user=world.coordinator,
            network=world.network,
            name="Wrong",
            short_name="Wrong",
            members=[world.organisation, world.foreign_organisation],
        )


def test_an_organisation_without_work_can_be_removed(signed_in, world: World) -> None:
    profile = add_organisation(
        acting_user=world.coordinator, network=world.network, name="A slip", short_name="Slip", kind="other"
    )
    remove_organisation(acting_user=world.coordinator, profile=profile)
    assert not Owner.objects.filter(short_name="Slip").exists()
