"""Kinds of goals: which structure a plan has. The topic (domain) fills the structure."""

from enum import StrEnum


class GoalKind(StrEnum):
    """What kind of goal it is; each kind has its own weeks, measure and usual obstacles."""

    PROJECT = "project"
    """Finish a piece of work: a thesis, a garage, a course."""
    SKILL = "skill"
    """Reach a level in a skill: an instrument, a language, a rating."""
    TRAINING = "training"
    """A physical performance that grows with load: a distance, a lift."""
    BODY = "body"
    """A measure of the body: weight, waist, blood pressure."""
    MONEY = "money"
    """An amount saved, owed, earned or spent."""
    QUIT = "quit"
    """Stop or cut a substance or a habit; it begins on the quit date."""
    ROUTINE = "routine"
    """Do something regularly."""
    RELATING = "relating"
    """How the person treats or meets others."""
    FEAR = "fear"
    """A fear that is faced step by step."""
    EXAM = "exam"
    """Pass an exam or reach a score in it."""
    CHANGE = "change"
    """A change of job, career or home."""
    EVENT = "event"
    """A one-off errand or event to get done."""
    VAGUE = "vague"
    """A vague wish; one small daily act is proposed."""
