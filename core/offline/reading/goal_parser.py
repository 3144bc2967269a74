"""Parse a goal text into facts: trained models say what has which role, rules read the values."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from core.offline.named.begun import with_begun_facts
from core.offline.playbooks.library import GENERAL, PlaybookLibrary
from core.offline.playbooks.schema import Playbook
from core.offline.reading.body.body_weight import BodyWeight, read_body_weight, with_body_weight
from core.offline.reading.clauses.bygone import read_about
from core.offline.reading.domains import DomainRecogniser
from core.offline.reading.facts import GoalFacts
from core.offline.reading.pace.beside_numbers import without_numbers_beside
from core.offline.reading.pace.body_now import with_weight_now
from core.offline.reading.pace.covered import with_covered
from core.offline.reading.pace.own_pace import with_counted
from core.offline.reading.pace.value_today import with_value_today
from core.offline.reading.phrases import is_english
from core.offline.reading.race_time import with_raced_distance
from core.offline.reading.roles.candidates import collect_candidates, in_other_units
from core.offline.reading.roles.merged_facts import merge_facts
from core.offline.reading.roles.money.money_today import of_own_trade, with_money
from core.offline.reading.roles.money.payments import without_extras
from core.offline.reading.roles.named_confidence import named_confidence
from core.offline.reading.roles.practised_before import has_returned
from core.offline.reading.roles.role_reader import RoleReader, load_role_reader
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.slots.daily_limit import with_daily_limit
from core.offline.reading.roles.slots.todays_rhythm import settle_rhythm, without_scales
from core.offline.reading.roles.topic_choice import choose_domain
from core.offline.reading.roles.weak_point import points_back, weak_topic
from core.offline.reading.rule_parser import RuleParser
from core.offline.recipes.body_recipes import TOPIC_OF_WEIGHT, those_that_lead, with_change
from core.offline.recipes.fit import fit_of
from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe
from core.offline.recipes.numbers import settle_numbers, with_bare_target
from core.offline.recipes.own_count import own_count, without_other_sizes
from core.offline.recipes.plan_choice import possible_recipes
from core.offline.recipes.planned import planned_by
from core.offline.recipes.read_text import ReadText
from core.offline.recipes.recipe_reader import find_recipes
from core.offline.recipes.returning import for_a_return, return_of
from core.offline.recipes.taken import VERY_SURE, is_taken
from core.offline.recipes.topic_vote import UNSURE, voted_topic
from core.offline.signs.sign_reader import find_signs
from core.plans.plan import PHASES

_CACHED_TEXTS, _MOST_FOUND = 512, 3
_CUED = 0.95
"""How sure a recipe is that was found by its cue."""


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

    def parse(self, text: str, *, today: date, recipe: str | None = None) -> GoalFacts:
        """Return the facts in a goal text. Cached, because every stage parses the same text.

        A `recipe` that the person chose plans the goal, whatever its words say of it.
        """
        return self._parse_cached(text, today, recipe)

    def parse_by_rules(self, text: str, *, today: date) -> GoalFacts:
        """Return what the rules alone read, without any model."""
        domain, span = self._rules.domain(text)
        return self._rules.parse(text, today=today, domain=domain, domain_span=span)

    def _parse(self, text: str, today: date, recipe: str | None) -> GoalFacts:
        if not is_english(text):  # the models learnt from English texts only
            facts = self.parse_by_rules(text, today=today)
            return facts if recipe is None else self._with_chosen(facts, recipe)
        read = self.candidates(text, today=today)
        facts = replace(
            self._judged(read),
            signs=find_signs(text),
            named_confidence=named_confidence(text),
        )
        facts = of_own_trade(with_counted(self._with_recipe(facts, read, recipe, today=today)))
        facts = with_value_today(with_weight_now(with_covered(with_raced_distance(facts))))
        plan = self._playbooks.recipe(facts.recipe) if facts.recipe else read.playbook
        return with_begun_facts(settle_rhythm(without_numbers_beside(facts), plan))

    def _judged(self, read: ReadText) -> GoalFacts:
        merged = merge_facts(
            read.candidates, read.rules, read.playbook, self._reader.judge, sure=read.sure
        )
        merged = without_scales(with_daily_limit(without_extras(merged)))
        merged = with_money(merged, read.playbook.progression.rule, read.aims)
        return with_body_weight(merged, read.weight)

    def _with_recipe(
        self, facts: GoalFacts, read: ReadText, chosen: str | None, *, today: date
    ) -> GoalFacts:
        """Return the facts as the recipe reads them: the chosen one, or one that is surely it."""
        facts = with_bare_target(facts, read.playbook, read.aims)
        if not self._playbooks.has_recipes:
            return facts
        facts = replace(facts, recipes=read.recipes)
        if chosen is not None:
            return self._with_chosen(facts, chosen, read, today=today)
        if (cued := self._playbooks.cued(facts.text)) is not None:
            return self._with_cued(facts, cued)
        best, read = self._best(facts, read)
        return facts if best is None else self._with_found(facts, best, read, today=today)

    def _best(self, facts: GoalFacts, read: ReadText) -> tuple[FoundRecipe | None, ReadText]:
        """Return the recipe that plans a goal, or None, and what was read as it was judged by."""
        found = read.recipes
        weak = None if read.weak is None else self._of_weak_topic(found, read)
        if weak is not None or not found or found[0].name == NO_RECIPE:
            return weak, read
        sized = without_other_sizes(found, self._playbooks.recipe(found[0].name), facts)
        read = replace(read, recipes=sized)
        recipe = self._playbooks.recipe(sized[0].name)
        return (sized[0] if is_taken(sized[0], recipe, facts, read) else None), read

    def _with_found(
        self, facts: GoalFacts, best: FoundRecipe, read: ReadText, *, today: date
    ) -> GoalFacts:
        """Return the facts as a recipe reads them that was found by meaning."""
        recipe = self._playbooks.recipe(best.name)
        counted = own_count(facts, recipe)
        domain = facts.domain if read.is_of_topic(facts) else recipe.name
        facts = self._in_units_of(recipe, facts, read, today=today)
        fit = fit_of(best, read.recipes, recipe, facts.text)
        facts = planned_by(recipe, facts, domain=domain, sure=fit)
        if counted is not None:
            return facts
        return settle_numbers(with_change(facts, read.weight, recipe), recipe, read.aims)

    def _with_cued(self, facts: GoalFacts, name: str) -> GoalFacts:
        """Return the facts with the recipe whose cue the text has."""
        recipe = self._playbooks.recipe(name)
        found = (FoundRecipe(name=name, sure=_CUED), *facts.recipes)[:_MOST_FOUND]
        known = replace(facts, recipes=found)
        return planned_by(recipe, known, domain=recipe.name, sure=_CUED)

    def _of_weak_topic(self, found: tuple[FoundRecipe, ...], read: ReadText) -> FoundRecipe | None:
        """Return the likeliest recipe of what the person cannot do yet, if they named it.

        "A triathlon, but I never learned to swim" is planned as a swim.
        """
        return next((f for f in possible_recipes(found) if self._topic_of(f) == read.weak), None)

    def _topic_of(self, found: FoundRecipe) -> str:
        return self._playbooks.recipe(found.name).name

    def _with_chosen(
        self,
        facts: GoalFacts,
        chosen: str,
        read: ReadText | None = None,
        *,
        today: date | None = None,
    ) -> GoalFacts:
        """Return the facts as the recipe reads them that the person chose, or as without any."""
        if not self._playbooks.has_recipes:
            return facts
        if chosen == NO_RECIPE:
            return replace(facts, recipe="", recipe_set=True)
        recipe = self._playbooks.recipe(chosen)
        if read is not None and today is not None:
            facts = self._in_units_of(recipe, facts, read, today=today)
        domain = facts.domain if recipe.name == GENERAL else recipe.name
        facts = replace(planned_by(recipe, facts, domain=domain, sure=1.0), recipe_set=True)
        facts = facts if read is None else with_change(facts, read.weight, recipe)
        return settle_numbers(facts, recipe, () if read is None else read.aims)

    def _in_units_of(
        self, recipe: Playbook, facts: GoalFacts, read: ReadText, *, today: date
    ) -> GoalFacts:
        """Return the facts read again, if the recipe's units decide which number is the target."""
        staged = recipe.progression.rule == "staged"
        scale = recipe if staged else self._playbooks.get(recipe.name)
        if recipe.unit == PHASES or scale is read.playbook:
            return facts
        again = in_other_units(read.candidates, read.rules, scale, read.playbook, today=today)
        own = self._judged(replace(read, candidates=again, playbook=scale))
        return replace(
            own,
            signs=facts.signs,
            recipes=facts.recipes,
            named_confidence=facts.named_confidence,
        )

    def candidates(self, text: str, *, today: date) -> ReadText:
        """Return what was read for each field, before it is judged."""
        by_rule, span = self._rules.domain(text)
        reading, about = read_about(self._reader.read(text), self._reader.read)
        domain, sure = choose_domain(
            reading.domains, by_rule, self._playbooks.domains, words=len(text.split())
        )
        recipes = self._recipes(about, weight := read_body_weight(text))
        voted = voted_topic(domain, reading.kinds, recipes, self._topic_of)
        if voted != domain:
            domain, sure = voted, UNSURE
        weak = weak_topic(reading, lambda words: self.recogniser.recognise(words)[0])
        if weak is not None:
            domain = weak
        elif by_rule != GENERAL and domain == GENERAL and points_back(reading):
            domain = by_rule
        parts = self._rules.goals(text, by_rule)
        if weak is None and len(parts) > 1 and all(reading.is_wanted(p) for p in parts):
            domain = by_rule  # the first of several goals is planned, and the rules know its topic
            reading = reading.without(parts[1:])
        if weight is not None:
            domain, sure = TOPIC_OF_WEIGHT, max(sure, VERY_SURE)
        rules = self._rules.parse(
            text, today=today, domain=domain, domain_span=span if domain == by_rule else None
        )
        playbook = self._playbooks.get(domain)
        found = collect_candidates(reading, rules, playbook, today=today)
        return ReadText(
            candidates=found,
            rules=rules,
            sure=sure,
            playbook=playbook,
            weak=weak,
            weight=weight,
            recipes=recipes,
        )

    def _recipes(self, reading: RoleReading, weight: BodyWeight | None) -> tuple[FoundRecipe, ...]:
        if not self._playbooks.has_recipes:
            return ()
        found = find_recipes(reading, self._reader.meaning(reading.text))
        if weight is not None:
            found = those_that_lead(found, weight, self._playbooks)
        if has_returned(reading.text):
            found = for_a_return(found, self._topic_of, self._return_of(found))
        return found

    def _return_of(self, found: tuple[FoundRecipe, ...]) -> str | None:
        """Return the recipe that takes up again what the best one begins, or None."""
        if not found or found[0].name == NO_RECIPE:
            return None
        returns = (self._playbooks.recipe(name) for name in self._playbooks.returns)
        return return_of(self._playbooks.recipe(found[0].name), returns)
