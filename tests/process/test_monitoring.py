"""What is shipped for Prometheus and Grafana asks for numbers that there are, and leads to a remedy."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml

from tests.docs import pages
from tests.e2e.town import open_town
from tests.process.program import ROOT

PROMETHEUS = ROOT / "deploy" / "prometheus"
DASHBOARD = json.loads((ROOT / "deploy" / "grafana" / "dashboard.json").read_text("utf-8"))
OPERATING = ROOT / "docs" / "operating.md"
_PROMTOOL = shutil.which("promtool") or ""
needs_promtool = pytest.mark.skipif(
    not _PROMTOOL and not os.environ.get("CI"), reason="Prometheus is not installed"
)
_OF_PROMETHEUS = {"up", "ALERTS"}
_NUMBER = re.compile(r"\b((?:bot|process)_[a-z_]+|up|ALERTS)\b(?:\{([^}]*)\})?")
_COLUMNS = 24


def _read(name: str) -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load((PROMETHEUS / name).read_text("utf-8"))
    return read


ALERTS: dict[str, Any] = {rule["alert"]: rule for rule in _read("alerts.yml")["groups"][0]["rules"]}
QUERIES = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
QUERIES += [one["expr"] for one in DASHBOARD["annotations"]["list"]]


async def told(folder: Path) -> str:
    """Return what a running assistant says on /metrics once it has answered somebody."""
    async with open_town(folder) as town:
        user = town.citizen()
        await user.send("招商引资")
        await user.sees("S04")
        assert town.assistant
        url = f"{town.assistant.root}/metrics"
        async with aiohttp.ClientSession() as web, web.get(url) as answer:
            return await answer.text()


async def test_every_number_that_is_asked_for_is_told_and_documented(tmp_path: Path) -> None:
    text = await told(tmp_path)
    series = dict(re.findall(r"^([a-z_]+)(?:\{(.*)\})? \S+$", text, re.MULTILINE))
    labelled = set(re.findall(r'^([a-z_]+)\{.*?(\w+="[^"]*")', text, re.MULTILINE))
    labelled |= set(re.findall(r'^([a-z_]+)\{.*,(\w+="[^"]*")\}', text, re.MULTILINE))
    for query in (*QUERIES, *(rule["expr"] for rule in ALERTS.values())):
        found = _NUMBER.findall(query)
        assert found, query
        for name, selector in found:
            if name in _OF_PROMETHEUS:
                continue
            assert name in series, query
            for wanted in re.findall(r'\w+="[^"]*"', selector):
                assert wanted == 'job="rongcuo"' or (name, wanted) in labelled, query
    kinds = re.findall(r"^# TYPE (bot_\w+) ", text, re.MULTILINE)
    documented = {row[0].strip("`") for table in pages.tables(OPERATING) for row in table}
    assert set(kinds) == {name for name in documented if name.startswith("bot_")}


@needs_promtool
@pytest.mark.parametrize(
    "arguments",
    [("check", "config", "prometheus.yml"), ("test", "rules", "alerts.test.yml")],
    ids=" ".join,
)
def test_prometheus_takes_the_configuration_and_the_alerts_fire_when_they_should(
    arguments: tuple[str, ...],
) -> None:
    ended = subprocess.run(
        [_PROMTOOL, *arguments], cwd=PROMETHEUS, capture_output=True, check=False, encoding="utf-8"
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_every_alert_is_tried_and_leads_to_what_to_do() -> None:
    tried = {
        sample["labels"].removeprefix('{alertname="').removesuffix('"}')
        for test in _read("alerts.test.yml")["tests"]
        for expected in test["promql_expr_test"]
        for sample in expected["exp_samples"]
    }
    assert tried == set(ALERTS)
    sections = re.findall(r"^### (Rongcuo\w+)\n\n(\w+)\.", pages.read(OPERATING), re.MULTILINE)
    assert dict(sections) == {name: rule["labels"]["severity"] for name, rule in ALERTS.items()}
    for name, rule in ALERTS.items():
        link = f"/opt/rongcuo/{OPERATING.relative_to(ROOT)}#{name.lower()}"
        assert rule["annotations"]["runbook_url"] == f"file:{link}"
        assert rule["annotations"]["summary"]


def test_the_panels_of_the_dashboard_have_numbers_of_their_own_and_do_not_overlap() -> None:
    panels = DASHBOARD["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    taken: set[tuple[int, int]] = set()
    for panel in panels:
        place = panel["gridPos"]
        across = range(place["x"], place["x"] + place["w"])
        assert across.stop <= _COLUMNS
        cells = {(x, y) for x in across for y in range(place["y"], place["y"] + place["h"])}
        assert not cells & taken, panel["title"]
        taken |= cells


def test_the_service_has_settings_that_exist_and_keeps_its_folders() -> None:
    text = (ROOT / "deploy" / "systemd" / "environment").read_text("utf-8")
    documented = {row[0].strip("`") for row in pages.tables(pages.SETTINGS)[0]}
    assert set(re.findall(r"^(\w+)=", text, re.MULTILINE)) <= documented
    unit = (ROOT / "deploy" / "systemd" / "rongcuo.service").read_text("utf-8")
    kept = {f"/var/{kind}/rongcuo" for kind in ("lib", "cache")}
    assert set(re.findall(r"/var/\w+/rongcuo", text)) == kept
    assert "StateDirectory=rongcuo\n" in unit
    assert "CacheDirectory=rongcuo\n" in unit
