"""Two links are one where nothing that matters differs, and two where something does."""

from __future__ import annotations

import pytest

from portal.links import same_place, telling_part

LINK = "https://www.london.gov.uk/files/Report%20one.pdf?version=2&part=a"


@pytest.mark.parametrize(
    "other",
    [
        "http://www.london.gov.uk/files/Report%20one.pdf?version=2&part=a",
        "https://london.gov.uk/files/Report%20one.pdf?version=2&part=a",
        "https://WWW.London.GOV.uk/files/Report%20one.pdf?version=2&part=a",
        "https://www.london.gov.uk:443/files/Report%20one.pdf?version=2&part=a",
        "https://www.london.gov.uk./files/Report%20one.pdf?version=2&part=a",
        "https://www.london.gov.uk/files/%52eport%20one.pdf?version=2&part=a",
        "https://www.london.gov.uk/files/Report%20one.pdf/?version=2&part=a",
        "https://www.london.gov.uk/files/Report%20one.pdf?part=a&version=2",
        "https://www.london.gov.uk/files/Report%20one.pdf?version=2&utm_source=mail&part=a&fbclid=x",
        "https://www.london.gov.uk/files/Report%20one.pdf?version=2&part=a#page=7",
    ],
)
def test_what_changes_nothing_makes_no_other_document(other: str) -> None:
    assert same_place(other) == same_place(LINK)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.london.gov.uk/files/report%20one.pdf?version=2&part=a",
        "https://www.london.gov.uk/files/Report%20one.pdf?version=3&part=a",
        "https://www.london.gov.uk/files/Report%20one.pdf?version=2",
        "https://www.london.gov.uk/files/Report%20two.pdf?version=2&part=a",
        "https://data.london.gov.uk/files/Report%20one.pdf?version=2&part=a",
        "https://www.london.gov.uk:8443/files/Report%20one.pdf?version=2&part=a",
        "https://www.london.gov.uk/files%2FReport%20one.pdf?version=2&part=a",
    ],
)
def test_what_may_lead_elsewhere_is_another_document(other: str) -> None:
    assert same_place(other) != same_place(LINK)


@pytest.mark.parametrize(
    "link", ["", "mailto:a@b.c", "https://", "https://[x", "https://a:b:c/", "ftp://a.b/c"]
)
def test_what_is_no_link_leads_nowhere(link: str) -> None:
    assert same_place(link) is None


def test_what_tells_a_link_stands_in_each_that_leads_to_the_same() -> None:
    assert telling_part(LINK) == "Report"
    assert telling_part("https://www.london.gov.uk/%52%65port") == "Report"
    assert telling_part("https://www.london.gov.uk/a%2Fbc") == "bc"  # and not 2Fbc
    assert telling_part("https://www.london.gov.uk/") == telling_part("https://[") == ""
