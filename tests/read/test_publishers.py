"""Publishers by their hosts."""

import pytest

from reportgen.read.publishers import publisher_of


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.whitehouse.gov/fact-sheets/x", "The White House"),
        ("https://home.treasury.gov/news", "U.S. Department of the Treasury"),
        ("https://bidenwhitehouse.archives.gov/a", "The White House (Biden)"),
        ("HTTP://WWW.GOV.UK/government", "UK Government"),
        # A host that only ends alike is another host.
        ("https://notwhitehouse.gov/x", "notwhitehouse.gov"),
        ("https://www.example.org/a", "example.org"),
        ("mailto:press@example.org", None),
        ("http://[::1", None),
        ("no address", None),
        ("", None),
    ],
)
def test_publishers(url: str, expected: str | None) -> None:
    """A listed host stands for its subdomains, an unlisted one for itself."""
    assert publisher_of(url) == expected
