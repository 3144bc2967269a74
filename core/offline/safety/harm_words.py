"""Words of harm: what hurts, who can be hurt, and what makes the same words harmless."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LETHAL = _words(
    """
    kill murder stab strangle poison drown smother suffocate torture rape kidnap behead hang lynch
    execute assassinate shoot choke throttle bomb abduct molest gas slaughter unalive
    """
)
"""Verbs that mean harm whenever their object is a person."""
ROUGH = _words(
    """
    beat hit hurt punch slap kick break burn attack batter bash whip harm injure bruise maim
    cripple assault abuse threaten knife cut scratch slit carve starve punish thrash smack wound
    crush destroy smash fight frighten terrorise terrorize belt
    """
)
"""Verbs that harm a person or a body, and are used of games and tasks as well."""
CONTROLLING = _words(
    "stalk blackmail extort groom scam defraud rob spy traffic harass humiliate enslave drug"
)
"""Verbs of crime against people."""
CONTESTS = _words("beat crush destroy smash thrash slaughter fight murder kill")
"""Verbs that also mean winning against a person."""
SELF_VERBS = _words(
    """
    kill hurt cut burn harm hang starve drown stab shoot injure bruise choke punch slit
    poison scratch strangle suffocate murder hit wound unalive
    """
)
"""Verbs that mean self-harm with "myself"."""
INJURIES = _words("cut burn slit scratch punch hit bruise stab carve punish starve")
"""What is done to one's own body on purpose."""
ACCIDENTS = _words("hurt injure burn cut")
"""What happens to a person by accident, so "without hurting myself" is care."""
PERSONS = _words(
    """
    him her them someone somebody anyone anybody everyone everybody people person persons man men
    woman women guy guys girl girls boy boys bloke kid kids child children baby babies son
    daughter brother sister sibling siblings mother father mum mom dad mama papa parents parent
    grandma grandpa grandmother grandfather grandparents aunt uncle cousin nephew niece wife
    husband spouse partner girlfriend boyfriend fiance ex lover family in-laws mother-in-law
    father-in-law stepfather stepmother stepdad stepmum neighbour neighbor neighbours neighbors
    boss manager teacher teachers professor colleague colleagues coworker coworkers landlord
    tenant flatmate roommate classmate classmates friend friends bully bullies enemy enemies
    stranger strangers cop cops policeman police officer politician president patient patients
    pensioner pensioners customer customers rival immigrants refugees muslims jews christians
    women's celebrity singer student students pupil pupils doctor nurse judge victim victims
    teenager teenagers toddler lady ladies gentleman pensioner date hostage crowd witness witnesses
    """
)
DEPENDANTS = _words(
    """
    wife husband girlfriend boyfriend spouse partner kid kids child children son daughter baby
    toddler mother father mum mom dad grandma grandmother grandfather
    """
)
"""People one lives with: to beat them is no game unless the game is named."""
BODY = _words(
    """
    arm arms wrist wrists thigh thighs leg legs skin throat neck head face body vein veins
    stomach belly flesh finger fingers
    """
)
OWNED_BY_SELF = _words("my mine own")
OWNED_BY_OTHERS = _words("his her their somebody's someone's")
PROPERTY_VERBS = _words("burn torch bomb rob hack wreck vandalise vandalize trash steal")
CAMERA = _words(
    """
    camera film photo photos photograph portrait portraits lens video videos movie documentary
    wedding picture pictures photography footage
    """
)
GAMES = _words(
    """
    chess scrabble race game games match final tournament tennis marathon quiz league cards poker
    mario kart golf darts swim swimming run running 5k 10k bowling pool boxing
    """
)
NEGATIONS = _words("stop quit never not don't dont avoid without no won't cease instead")
TIMES = _words("day days night week weeks weekend month months year years hour today evening")
REFUSALS = _words("not don't dont never won't wont refuse no")
STILL_GOING = _words("anymore more again still keep stop can't cant cannot already always")
"""Words with which a refusal speaks of what has begun: "I don't want to starve myself any more"."""
NP_STOPS = _words(
    """
    at in on with for by to until till before after when whenever where because so and or but who
    that while if from of into about than as this next every each tonight tomorrow today less
    more again harder slowly once twice only just daily weekly how without during back alone even
    she he they i we then though since unless like against over under through
    """
)
CAUSES = _words("it that which this cancer stroke illness")
"""What has harmed a person in the past without anybody's will."""
PARTICLES = _words("up out off down the a an some all of in every")
EMBRACING_TIME = _words(
    """
    tonight now soon today tomorrow before by this next already so and because fr really
    anymore any ever forever please but after too also myself again tmrw tmr tbh ngl honestly lol
    """
)
"""Words that may follow a wish to die without changing what is wished for."""
HELPERS = _words(
    """
    prevention hotline line hotlines volunteer helpline squat squats awareness survivor survivors
    loss bereavement charity counsellor counselor counselling support sprints sprint watch
    """
)
"""Words that turn the name of a danger into help against it, or into a name of something else."""
