"""Scenarios on paper: what each one changes, and what the total and the highest line then are."""

from __future__ import annotations

from calculators.html import Html, element, fragment
from calculators.report.paper import Paper, per_cent
from calculators.utilisation.scenarios import Asked, Scenario
from calculators.utilisation.view_scenarios import changes


def _named(scenario: Scenario, paper: Paper) -> Html:
    name = [element("bdi", scenario.name), " · "] if scenario.name else []
    return fragment(f"{scenario.index + 1}. ", name, paper.each(lambda lang: changes(scenario, lang)))


def scenarios_section(asked: Asked, paper: Paper) -> Html | None:
    """A row a scenario; with a raised limit, whom alone it helps. None where no scenario could be worked out."""
    if not asked.scenarios:
        return None
    rows = [
        [
            _named(scenario, paper),
            *[
                paper.say("no-ratio")
                if ratio is None
                else paper.figure(f"scenario-{name}-ratio[{scenario.index}]", per_cent(ratio))
                for name, ratio in (("total", scenario.total_ratio), ("highest", scenario.highest_ratio))
            ],
        ]
        for scenario in asked.scenarios
    ]
    columns = [paper.say(name) for name in ("column-scenario", "total-ratio", "highest-ratio")]
    is_raised = any(scenario.is_raised for scenario in asked.scenarios)
    return element(
        "section",
        paper.table(columns, rows, label=paper.say("heading-scenarios"), numbers=2),
        element("p", class_="report-warning")(paper.say("scenario-raised")) if is_raised else None,
    )
