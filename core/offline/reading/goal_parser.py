"""Parse a goal text into facts: trained models say what has which role, rules read the values."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from core.offline.playbooks.library import PlaybookLibrary
from core.offline.reading.domains import DomainRecogniser
from core.offline.reading.facts import GoalFacts
from core.offline.reading.phrases import is_english
from core.offline.reading.roles.candidates import Candidates, collect_candidates
from core.offline.reading.roles.merged_facts import merge_facts
from core.offline.reading.roles.role_reader import RoleReader, load_role_reader
from core.offline.reading.roles.topic_choice import choose_domain
from core.offline.reading.roles.weak_point import weak_topic
from core.offline.reading.rule_parser import RuleParser
from core.offline.signs.sign_reader import find_signs

_CACHED_TEXTS = 512


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
        found, rules, sure = self.candidates(text, today=today)
        playbook = self._playbooks.get(rules.domain)
        facts = merge_facts(found, rules, playbook, self._reader.judge, sure=sure)
        return replace(facts, signs=find_signs(text))

    def candidates(self, text: str, *, today: date) -> tuple[Candidates, GoalFacts, float]:
        """Return what was read for each field, what the rules read, and how sure the domain is."""
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
        return collect_candidates(reading, rules, playbook, today=today), rules, sure
