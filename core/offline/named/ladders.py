"""What is done with a named thing, from the first week to the last, in plain imperatives."""

from core.offline.named.values import Sort

PERFORM = (
    "Listen to {it} twice with the notes open, mark the hard places and try two of them slowly",
    "{Verb} the first third of {it} at half speed and stop before it gets tense",
    "{Verb} the middle third of {it} at half speed, then join it to the first",
    "{Verb} the last third of {it} at half speed, then join all three",
    "Take the hardest place of {it} apart: slowly, right five times, then with what surrounds it",
    "{Verb} {it} through without stopping, record it and mark what to mend",
    "Mend the two weakest places of {it}, then bring the easy ones up to their speed",
    "{Verb} {it} for one person and note what held and what did not",
    "{Verb} {it} once from start to end as on the day, and stop there",
)
READ = (
    "Read on in {it} where you stopped, and write the page on a bookmark",
    "Read {it} at the hour when you are most awake, ten pages or one chapter",
    "Write on a card who is who in {it}, then read on to the end of a chapter",
    "Tell one person in three sentences what has happened in {it} so far",
    "Read the next part of {it} and mark one sentence to come back to",
    "Read the last part of {it} and write three lines on what stays",
)
MAKE = (
    "List the parts of {it}, mark the one you are least sure of, and begin with a sketch of it",
    "Try the hardest part of {it} in small, where nothing can be spoilt",
    "Begin {it}: do the first part of the list and stop at a clear next step",
    "Do the next part of {it} and write down what comes after it",
    "Do the part of {it} that you have put off, before any other",
    "Show {it} to one person as it is, and choose one thing to mend",
    "Mend what the last look at {it} showed",
    "Finish {it}: do only what is still missing, then leave it alone",
)
CONTINUE = (
    "Lay {it} out and list what is still missing, the nearest to done first",
    "Do the first open part of {it} and write down where you stopped",
    "Do the next part of {it} before you look at anything new",
    "Do the part of {it} that you have put off, before any other",
    "Check {it} from the beginning and mend what you find",
    "Finish {it}: do only what is still missing, and leave it at that",
)
LEARN = (
    "Write down three things you need {it} for and begin the smallest, with the reference open",
    "Finish the smallest of the three things in {it} and note what you looked up",
    "Take up the place where {it} stopped you, with one small example of your own",
    "Write from memory what you know of {it}, and look up the gaps",
    "Do the second of the three things in {it} and note what you looked up twice",
    "Show one thing you did in {it} to a person who knows it, and mend two points",
    "Do the last of the three things in {it} without looking anything up first",
)
SPEAK = (
    "Say aloud in {it} who you are, what you do and one thing about today",
    "Answer five usual questions in {it} with whole sentences, and record them",
    "Tell the last weekend in {it} in six sentences and look up the words you lacked",
    "Describe what you see around you in {it} for two minutes without stopping",
    "Hear two minutes of {it} spoken, then say in it what you understood",
    "Have a talk of five minutes in {it} and write down three words you lacked",
)
TOOL = (
    "Get {it} ready for this goal and use it once, for ten minutes",
    "Use {it} in two sessions this week and note what it made easier",
    "Use {it} where you got stuck last week",
)
WORDS_TOOL = (
    "Put ten whole sentences you need first into {it}, and say each one aloud",
    "Review with {it} for ten minutes and answer with a sentence instead of a word",
    "Take five words from {it} and tell a small story with them aloud",
)
NEARER = (
    "Choose two fixed moments a week for {it} and write them into the calendar",
    "Ask {it} one open question and listen to the whole answer, without advice",
    "Thank {it} for one exact thing, by voice or in writing",
    "Do something with {it} for half an hour that {it} likes, with no duties in it",
    "Tell {it} one thing from your own week before you ask for anything",
    "Ask {it} what you could do differently, and only listen",
    "Keep the fixed moment with {it} on the fullest day, if only for five minutes",
)
SPOKEN_WITH = (
    "Say two prepared sentences to {it}, in person, by call or as a voice message",
    "Ask {it} one prepared question and listen for the words you know",
    "Tell {it} one thing about your week in three sentences",
)
WEIGHED = (
    "Write down what {it} would say about the last year, in five lines and without an answer",
    "Choose the one thing you would like to have with {it} by the end of this plan",
    "List three things {it} likes, and choose the one that makes a small beginning",
)
HELPED_BY = (
    "Ask {it} for the one thing that would help most now, and agree on a day",
    "Show {it} where you stand and ask for one change",
    "Tell {it} what worked since the last time, and ask what comes next",
)
LESSON_OF: dict[str, tuple[str, ...]] = {"read": READ, "finish": CONTINUE}
PERFORMED = frozenset({"play", "sing", "recite", "dance"})
_IN_TURN = 4
SESSIONS = frozenset({Sort.PIECE, Sort.MAKING, Sort.SUBJECT})
"""What whole sessions are spent on; tools and people who help get a few minutes."""


def rung(ladder: tuple[str, ...], label: str, verb: str, *, at: int, of: int) -> str:
    """Return what is done with a thing the `at`-th of `of` times, from the first rung to the last.

    A short plan leaves rungs out; a long one takes the later rungs in turn before the last.
    """
    last = len(ladder) - 1
    if of <= last:
        place = round(at * last / max(1, of - 1))
    elif at >= of - 1:
        place = last
    else:
        again = min(_IN_TURN, last)
        place = at if at < last else last - again + (at - last) % again
    return ladder[place].format(it=label, Verb=verb[:1].upper() + verb[1:])
