"""What a task may begin with: anything but words that begin a thing instead of an action.

English has more verbs than any list holds, so a first word that the list lacks is taken for one;
only articles, pronouns, numbers and gerunds show that a title names a thing.
"""

VERBS = frozenset(
    """
    accept accompany achieve acquire act adapt add adhere adjust admit adopt advance advocate agree
    aim allocate allow amend amplify anchor annotate announce answer apologise apologize appear
    apply appreciate approach approve arrange arrive ask assemble assess assign assist assume attach
    attempt attend author automate avoid bake balance barter bathe be become begin bench bid bike
    block blog boil book bookmark boost borrow bow bowl brainstorm brave break breathe brew bring
    broaden brush budget build burn buy calculate call camp cancel cap capture care carry carve
    catalogue catch celebrate center centre change charge chart chat check chew choose chop circle
    claim clarify clean cleanse clear climb clip close coach code collect colour combine come
    comfort comment commit communicate commute compare compete complete compose compost conduct
    confide confirm confront connect conquer consider consolidate consult consume contact continue
    contribute control convince cook cool cope copy correct count cover cradle craft crawl create
    crochet cross cultivate cut cycle dance dare date deadlift deal debug decide decline declutter
    decorate decrease deepen defend defer define deflect delay delegate delete delight deliver demo
    deploy derive describe design detach detail detox develop devote dictate diet dig digitise dine
    direct discard discipline discover discuss dismiss distract dive divert divide do document dodge
    donate double downsize draft drain draw dream dress drill drink drive drop drum dry dust earn
    eat edit eliminate email embed embrace emigrate employ empower empty encourage end endure engage
    enhance enjoy enlist enquire enrich enrol enroll ensure enter entertain equip erase escape
    establish estimate evaluate examine excel exchange execute exercise exhibit exit expand
    experiment explain explore express extend face fast feed feel fence fight figure file fill film
    find finish fix floss flow fly fold follow forgive form foster found free freelance freeze
    frequent fry fulfil fulfill fund furnish gain gamble garden gather gauge get give go grab
    graduate greet grill grind grip grow guard guess guide halve hammer handle handwrite hang
    harvest have heal hear heat help highlight hike hire hit hold hop host hug hunt hydrate identify
    imagine immerse implement impress improve improvise in incorporate increase influence inform
    initiate innovate inquire insert inspect inspire install integrate intensify interview introduce
    invent invest invite involve iron isolate jog join jot journal judge juggle jump justify kayak
    keep kick kiteboard knit know label laminate laugh launch lay lead learn lease leave lend
    lengthen lessen let lick lie lift light lighten limit link list listen live lobby lock lodge log
    look loosen lose love lower maintain make manage manifest map mark marry massage master match
    measure mediate meditate meet memorise memorize mend mention mentor migrate mime mix modify
    monitor mop motivate mount move mow multiply mute name nap narrate narrow navigate neaten
    negotiate network note notice nourish nurse nurture obey observe obtain occupy offer open
    operate opt order organise organize outdo outline outlive outrun outsource overcome overhaul
    oversee overthink pack pack-up paddle paint pamper pare parent park participate pass patch pause
    pay pedal peek peel perceive perfect perform permit persist phase phone photograph pick pin
    pioneer pitch place plait plan plank plant play plot plough podcast poke polish possess post
    potty pour practice practise praise pray preach predict prefer prepare present preserve press
    prevent prime print prioritise prioritize privatise procure produce program progress prohibit
    promote pronounce propose protect prototype prove provide prune publish pull pump punch purchase
    purge pursue push put qualify question quit quiz quote race raise rake rank re-read re-take
    re-use reach react read readjust realign realise realize rearrange rebalance rebrand rebuild
    recall recap receive recharge recite reclaim recognise recognize recommend reconcile reconnect
    record recover recreate recruit rectify recycle redecorate redesign redirect redo reduce
    refactor refer referee refill refine reflect refresh refund refuse regain register regulate
    rehearse rehydrate reinforce reinvent reject relate relax relearn relieve relocate rely remember
    remind remix remodel remove renegotiate renew renovate rent reorganise reorganize repaint repair
    repay repeat replace replay reply report reposition represent request reread rescue research
    resell reserve reset reshape resist resolve respond rest restart restore restrict resume retake
    retell rethink retire retrain retrieve return reunite reuse reverse review revise revisit revive
    reward rework rewrite ride ring rinse rise risk roast role-play roll roll-out romance rotate row
    run sail sand satisfy save savor savour say scale scan schedule score scout scrape scroll scrub
    sculpt seal search secure see seek segment select self-publish sell send separate serve set
    settle sew shadow shape share sharpen shave shed shelve shift shine ship shoot shop shorten
    shout shovel show shower shrink shuffle shut sift sign silence simmer simplify sing sip sit
    situate skate sketch ski skim skip skydive sleep slice slide slim slot slow smash smile smoke
    snack snap snooze snorkel snowboard soak socialise socialize soften solve sort spar speak spend
    spice spin split sponsor spot spray spread sprint sprout squat squeeze stabilise stack stage
    stain stamp stand standardise start stash state stay steam steer step stick stimulate stir
    stitch stock stock-up stop store straighten streamline strengthen stretch strive stroll
    structure struggle strum study submit subscribe substitute subtract succeed suggest summarise
    summarize support surf surprise surround survey suspend sustain swallow swap sweep swim swing
    switch tackle tailor take talk tame tap tape taper target taste teach tease telephone tell tempt
    tend test text thank thin think throw tick tidy tie tighten tile time toast tolerate tone torch
    toss touch toughen tour trace track trade train transcribe transfer transform translate
    transplant travel treasure treat trek trigger trim triple trust try tuck tuck- tumble tune turn
    tutor tweak twist type uncover uncross understand undo unearth unfollow uninstall unite unlearn
    unload unlock unpack unpin unplug unsubscribe untangle unwind update upgrade upload upskill urge
    use utilise utilize vacuum validate vary venture verify view visit visualise visualize vlog
    volunteer vote vow wager wait wake walk waltz wander warm wash watch water wean wear weave weed
    weigh welcome wheel whisper whiten whittle widen wiggle win wind wipe wire withdraw witness woo
    work worry worship wrap wrestle write yield zip zoom
    """.split()
)
_NOT_VERBS = frozenset(
    """
    a an the this that these those my your his her its our their some any no every each all both
    i you he she it we they i'll you'll we'll i'm you're please
    """.split()
)
"""Articles and pronouns, which begin a thing or a wish, never an order."""
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
    """Return True if a title begins with a verb of the list."""
    return first_word(title) in VERBS


def says_what_to_do(title: str) -> bool:
    """Return whether an English title may be an order: it does not begin like a thing or a wish."""
    if starts_with_verb(title):
        return True
    word = first_word(title)
    opens_with_number = title.strip().lstrip("“\"'*-•–").lstrip()[:1].isdigit()
    return any(c.isalpha() for c in word) and not (
        opens_with_number or word in _NOT_VERBS or imperative_of(word) is not None
    )


def imperative_of(word: str) -> str | None:
    """Return the imperative of a gerund or third-person form ("running", "writes"), or None."""
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
