"""docs/deploy.md shows the very configuration of nginx that the tests of replicas run."""

from tests.docs.pages import ROOT, fences
from tests.replicas.servers import SITE, rendered

DEPLOY = ROOT / "docs" / "deploy.md"


def test_the_page_shows_the_file() -> None:
    (shown,) = fences(DEPLOY, "nginx")
    lines = SITE.read_text(encoding="utf-8").splitlines()
    assert shown.splitlines() == [line.strip() for line in lines]


def test_of_the_file_only_name_ports_and_tls_are_others_in_the_tests() -> None:
    site = SITE.read_text(encoding="utf-8")
    ours = rendered(site, 1, [2, 3, 4])
    kept = [line for line in ours.splitlines() if line in site.splitlines()]
    changed = set(site.splitlines()) - set(kept)
    assert all("ssl" in line or "server 127.0.0.1" in line for line in changed), changed
    assert {
        f"    server 127.0.0.1:{port} max_fails=1 fail_timeout=5s;" for port in (2, 3, 4)
    } <= set(ours.splitlines())
