"""Parse a goal text into facts: trained models say what has which role, rules read the values."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from core.offline.playbooks.library import GENERAL, PlaybookLibrary
from core.offline.playbooks.recipe import PHASES
from core.offline.playbooks.schema import Playbook
from core.offline.reading.domains import DomainRecogniser
from core.offline.reading.facts import GoalFacts
from core.offline.reading.phrases import is_english
from core.offline.reading.roles.candidates import Candidates, collect_candidates
from core.offline.reading.roles.merged_facts import merge_facts
from core.offline.reading.roles.role_reader import RoleReader, load_role_reader
from core.offline.reading.roles.roles import Role
from core.offline.reading.roles.topic_choice import choose_domain
from core.offline.reading.roles.weak_point import weak_topic
from core.offline.reading.rule_parser import RuleParser
from core.offline.recipes.numbers import can_use, settle_numbers, with_bare_target
from core.offline.recipes.recipe_reader import (
    NO_RECIPE,
    RECIPE_FROM,
    RECIPE_FROM_UNSURE,
    find_recipe,
)
from core.offline.signs.sign_reader import find_signs

_CACHED_TEXTS = 512
_SURE_TOPIC = 0.6
"""A topic that was read this surely stays the goal's topic, whichever recipe plans it."""
_VERY_SURE = 0.8
"""Against a recipe this sure, a number that only an unsure topic can use does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """What models and rules read in a text, before it is judged."""

    candidates: Candidates
    rules: GoalFacts
    sure: float
    """How sure the domain is."""
    playbook: Playbook


class GoalParser:
    """Parses goal texts with the playbooks and the models it was given."""

    def __init__(self, playbooks: PlaybookLibrary, reader: RoleReader | None = None) -> None:
        self._rules = RuleParser(playbooks)
        self._playbooks = playbooks
        self._reader = reader or load_role_reader()
        self._parse_cached = lru_cache(maxsize=_CACHED_TEXTS)(self._parse)

    @property
    def recogniser(self) -> DomainRecogniser:
        """The recogniser of the playbooks' domains by their words."""
        return self._rules.recogniser

    def parse(self, text: str, *, today: date) -> GoalFacts:
        """Return the facts in a goal text. Cached, because every stage parses the same text."""
        return self._parse_cached(text, today)

    def parse_by_rules(self, text: str, *, today: date) -> GoalFacts:
        """Return what the rules alone read, without any model."""
        domain, span = self._rules.domain(text)
        return self._rules.parse(text, today=today, domain=domain, domain_span=span)

    def _parse(self, text: str, today: date) -> GoalFacts:
        if not is_english(text):  # the models learnt from English texts only
            return self.parse_by_rules(text, today=today)
        read = self.candidates(text, today=today)
        facts = replace(self._judged(read), signs=find_signs(text))
        return self._with_recipe(facts, read, today=today)

    def _judged(self, read: ReadText) -> GoalFacts:
        return merge_facts(
            read.candidates, read.rules, read.playbook, self._reader.judge, sure=read.sure
        )

    def _with_recipe(self, facts: GoalFacts, read: ReadText, *, today: date) -> GoalFacts:
        """Return the facts as the recipe reads them, if a recipe is surely the right one."""
        reading = read.candidates.reading
        aims = tuple(clause.span for clause in reading.clauses_of(Role.AIM))
        facts = with_bare_target(facts, read.playbook, aims)
        if not self._playbooks.has_recipes:
            return facts
        found = find_recipe(reading, self._reader.meaning(facts.text))
        known = read.sure >= _SURE_TOPIC and facts.domain != GENERAL
        least = RECIPE_FROM if known else RECIPE_FROM_UNSURE
        if found.sure < least or found.name == NO_RECIPE:
            return facts
        recipe = self._playbooks.recipe(found.name)
        if (known or found.sure < _VERY_SURE) and not can_use(
            facts, read.playbook, recipe, sure=found.sure
        ):
            return facts
        staged = recipe.progression.rule == "staged"
        scale = recipe if staged else self._playbooks.get(recipe.name)
        if recipe.unit != PHASES and scale is not read.playbook:
            # the units of the recipe decide which of the numbers is the target
            again = collect_candidates(reading, read.rules, scale, today=today)
            own = self._judged(replace(read, candidates=again, playbook=scale))
            facts = replace(own, signs=facts.signs)
        sure = round(found.sure, 3)
        settled = replace(
            facts,
            recipe=found.name,
            domain=facts.domain if known else recipe.name,
            kind=recipe.kinds[0],
            confidence={
                **facts.confidence,
                "recipe": sure,
                "kind": sure,
                "domain": max(sure, read.sure),
            },
        )
        return settle_numbers(settled, recipe, aims)

    def candidates(self, text: str, *, today: date) -> ReadText:
        """Return what was read for each field, before it is judged."""
        by_rule, span = self._rules.domain(text)
        reading = self._reader.read(text)
        domain, sure = choose_domain(
            reading.domains, by_rule, self._playbooks.domains, words=len(text.split())
        )
        weak = weak_topic(reading, lambda words: self.recogniser.recognise(words)[0])
        if weak is not None:
            domain = weak
        parts = self._rules.goals(text, by_rule)
        if weak is None and len(parts) > 1 and all(reading.is_wanted(p) for p in parts):
            domain = by_rule  # the first of several goals is planned, and the rules know its topic
            reading = reading.without(parts[1:])
        rules = self._rules.parse(
            text, today=today, domain=domain, domain_span=span if domain == by_rule else None
        )
        playbook = self._playbooks.get(domain)
        found = collect_candidates(reading, rules, playbook, today=today)
        return ReadText(candidates=found, rules=rules, sure=sure, playbook=playbook)
