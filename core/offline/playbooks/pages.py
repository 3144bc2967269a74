"""Generate the documentation page of the playbooks and the scaffold of a new playbook."""

import re
from collections.abc import Mapping

from core.errors import InvalidInput
from core.offline.playbooks.library import PLAYBOOKS, PlaybookLibrary
from core.offline.playbooks.recipe import Recipe
from core.offline.playbooks.schema import Playbook

_NAME = re.compile(r"^[a-z][a-z_]{2,40}$")


def playbooks_page(playbooks: PlaybookLibrary, recipes: Mapping[str, Recipe]) -> str:
    """Return a Markdown page that lists each playbook with its rule, phases, bounds and sources.

    The recipes follow, one line each.
    """
    lines = [
        "# Playbooks",
        "",
        (
            "The knowledge of the offline coach, generated from `data/playbooks`. Change a "
            "playbook, not this page."
        ),
        "",
        "| Playbook | Progression | Usual length | Hours a week | Phases |",
        "|---|---|---|---|---|",
    ]
    for playbook in playbooks:
        phases = " > ".join(phase.name for phase in playbook.phases)
        usual = playbook.defaults
        lines.append(
            f"| [{playbook.title}](#{playbook.name}) | {playbook.progression.rule} |"
            f" {usual.weeks} weeks | {usual.hours:g} | {phases} |"
        )
    for playbook in playbooks:
        lines.extend(_section(playbook))
    lines.extend(_recipes(recipes))
    return "\n".join(lines) + "\n"


def _recipes(recipes: Mapping[str, Recipe]) -> list[str]:
    """Return the list of the recipes: the file, the goal, and what the last phase shows."""
    return [
        "",
        "## Recipes",
        "",
        f"{len(recipes)} plans for one specific aim each, in `data/playbooks/recipes`.",
        "",
        "| Recipe | Topic | Kind | Weeks | At the end |",
        "|---|---|---|---|---|",
        *(
            f"| {recipe.title} (`{name}`) | {recipe.topic} | {recipe.kind} |"
            f" {recipe.defaults.weeks} | {recipe.phases[-1].check} |"
            for name, recipe in recipes.items()
        ),
    ]


def _section(playbook: Playbook) -> list[str]:
    return [
        "",
        f'<a id="{playbook.name}"></a>',
        f"## {playbook.title}",
        "",
        playbook.why.strip(),
        "",
        "**Asks**: "
        + " ".join(f"{q.text} (otherwise: {q.assumption})" for q in playbook.questions),
        "",
        "**Obstacles**: " + "; ".join(o.obstacle for o in playbook.obstacles) + ".",
        *(["", "**Safety**: " + " ".join(playbook.safety)] if playbook.safety else []),
        "",
        "**Sources**: " + "; ".join(f"[{s.title}]({s.url})" for s in playbook.sources) + ".",
    ]


def scaffold(name: str) -> str:
    """Return valid YAML of a new playbook to fill in. Raises InvalidInput on a bad name."""
    if not _NAME.match(name):
        raise InvalidInput(
            f"“{name}” cannot name a playbook.",
            field="name",
            advice="Use small letters and underscores, such as chess.",
        )
    if name in PLAYBOOKS:
        raise InvalidInput(f"There is a playbook named “{name}” already.", field="name")
    return _SCAFFOLD.replace("NAME", name).replace("TITLE", name.replace("_", " ").capitalize())


_SCAFFOLD = """\
name: NAME
title: TITLE
kinds: [skill]
goal: "learn {thing}"
thing: NAME
practice_name: sessions
goal_type: learning
metric: steps done
unit: steps
recognise:
  strong: >-
    NAME
defaults: {weeks: 8, hours: 3, sessions: 3, longest_session: 60}
progression: {rule: total}
why: Say here why this way of working works, and with which finding.
phases:
  - name: Begin
    share: 0.5
    aim: what the first half reaches
    focus: ["Say what matters in these weeks."]
    practice: ["Practise {item} in small parts for {minutes} minutes"]
    steps:
      - {title: "Write down where you stand today", minutes: 10}
  - name: Go on
    share: 0.5
    aim: what the second half reaches
    focus: ["Say what matters now."]
    practice: ["Practise {item} on the part that is hardest"]
obstacles:
  - obstacle: no time
    examples: ["I have no time", "my days are full"]
    situation: the day is full
    actions: ["do {small} of it before anything else"]
  - obstacle: losing heart
    examples: ["it gets boring", "I lose heart after a week"]
    situation: I do not feel like it
    actions: ["do {small} of the part I like best"]
metrics:
  - {name: Sessions, target: "{target}", how: "Tick each session on the day"}
  - name: Progress
    target: "one thing a week that was not possible before"
    how: "Write it down on Sunday"
milestone: "Reach {amount}"
strategies:
  - {name: If-then plan, text: "Decide now what you do when the obstacle comes."}
  - {name: Write it down, text: "Record each session the same day."}
contingencies:
  - {trigger: A week without a session, response: "Do {small} today and go on."}
  - {trigger: The plan no longer fits, response: "Change it at the next check-in."}
questions:
  - {about: baseline, text: "Where do you stand today?", assumption: "you start from the beginning"}
resources:
  - {title: A notebook, kind: tool}
sources:
  - {title: Where these facts come from, url: "https://example.org"}
"""
