"""Verbs a step may begin with. A closed list: a tagger would be heavy, and what it misses is repaired, not lost."""

VERBS = frozenset(
    """
    accept achieve act adapt add adjust admit adopt agree aim allocate allow announce answer apologise apologize
    apply appreciate approach arrange arrive ask assemble assess attach attempt attend automate avoid bake
    balance be become begin bike block boil book bookmark borrow brainstorm break breathe bring brush budget
    build buy calculate call cancel cap capture care carry catch celebrate center centre change chart chat check
    choose circle clean clear climb close coach code collect combine come commit commute compare compete
    complete compose compost confirm connect conquer consider consolidate contact continue contribute control
    cook copy correct count cover craft create crochet cross cultivate cut cycle dance date debug decide
    declutter decorate deepen defend defer define delay delegate delete deliver demo deploy describe design
    detail develop dictate diet discard discover discuss dive divide do document donate double draft draw dream
    dress drill drink drive drop dust earn eat edit eliminate embrace empty end endure engage enhance enjoy
    enrol enroll ensure enter establish estimate evaluate examine exchange exercise expand experiment explain
    explore express extend face fast feed feel figure file fill film find finish fix floss fold follow forgive
    form free freeze fund gain garden gather gauge get give go graduate greet grow guard handle hang have hear
    help hike hire hit hold host hug hydrate identify imagine implement improve increase inform insert install
    interview introduce invent invest invite iron jog join jot journal juggle jump keep kick knit know label
    laugh launch lay lead learn leave lend lengthen lessen let lie lift light limit link list listen live lock
    log look lose love lower maintain make manage map mark master match measure meditate meet memorise memorize
    mend mention mentor mix move mute name narrate narrow negotiate network note notice nurture observe offer
    open order organise organize outline outlive overcome pack paint park participate pass pause pay perfect
    perform phone photograph pick pitch place plan plant play plot polish post pour practice practise praise
    pray prepare present print prioritise prioritize produce program promote propose protect prove prune publish
    pull purchase pursue push put qualify quit quiz raise re-read re-take reach read realise realize rebuild
    recall recap receive recite reconnect record recover recycle redo reduce refactor refer reflect refresh
    refuse register rehearse relax remember remind remove renegotiate renew renovate rent repair repay repeat
    replace replay reply report request reread research reserve resist resolve respond rest restart restore
    restrict retake retell retire return reuse reverse review revise reward rewrite ride rise role-play roll
    rotate row run sail save savor savour say scan schedule score scrub search secure see select sell send
    separate serve set settle sew shadow share shave ship shop show shrink shut sign silence simplify sing sit
    sketch ski skim skip sleep slow smile smoke snack socialise socialize solve sort speak spend split spread
    sprint squat stack stand start state stay steam step stick stock stop store strengthen stretch strive
    structure study submit subscribe substitute subtract succeed summarise summarize support surf surprise
    survey sustain swap sweep swim switch tackle take talk taper target teach tell tend test text thank think
    throw tick tidy tie tighten time touch tour track train transfer transform translate travel treat trim try
    tune turn tutor type understand undo unfollow uninstall unlock unpack unplug unsubscribe unwind update
    upgrade upload use vacuum validate vary visit visualise visualize volunteer vote wait wake walk warm wash
    watch water wean weigh welcome whisper whiten widen win wind wipe work wrap write
    """.split()  # noqa: SIM905  a list of this length is read as text
)
_IRREGULAR = {
    "running": "run",
    "swimming": "swim",
    "getting": "get",
    "putting": "put",
    "cutting": "cut",
    "sitting": "sit",
}


def first_word(title: str) -> str:
    """Return the first word of a title in lower case, without quotes and bullets."""
    words = title.strip().lstrip("“\"'*-•–0123456789.) ").split(maxsplit=1)
    return words[0].strip(",.:;!?”\"'").lower() if words else ""


def starts_with_verb(title: str) -> bool:
    """Tell whether a title begins with a verb in the form that asks for something to be done."""
    return first_word(title) in VERBS


def imperative_of(word: str) -> str | None:
    """Return the imperative of a gerund or third-person form ("running", "writes"), or None where we know none."""
    lowered = word.lower()
    if lowered in _IRREGULAR:
        return _IRREGULAR[lowered]
    candidates: list[str] = []
    if lowered.endswith("ing"):
        stem = lowered[:-3]
        candidates = [stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else ""]
    elif lowered.endswith("s"):
        candidates = [lowered[:-1], lowered[:-2]]
    return next((c for c in candidates if c in VERBS), None)
