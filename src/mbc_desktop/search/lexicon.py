"""Words and how people bend them: data only, used when the index is built and when it is asked.

Nothing here knows a side effect: names and what people call them are content (`db/content`). Here stands English.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that say nothing about what is meant, written as `query.normal` leaves them.
STOP = _words(
    """
    a about after again ago all also always am an and any anyone anything are as at be because become becomes
    becoming been before being bit both but by can could did didnt do does doesnt doing done dont each else even
    ever every everyone everything few for from get gets getting give given gives go goes going gone got had has
    have having he her here hers him his how husband i if ill im in into is isnt it its ive just kind lady like
    literally little make makes making man many may me might mine my myself now of often oh on one ones only or
    other our ours own patient patients people per please quite really seem seems she should since so some someone
    something sometimes sort still such than that the their them then there these they thing things this those
    though till to took under until us usually was we were what whats when where which while who why wife will with
    woman would yet you your yours yesterday today monday tuesday wednesday thursday friday saturday sunday
    lately recently currently nowadays
    """
)

#: Words of a question about treatments; what they ask about stands in the other words.
FRAME = _words(
    """
    cause caused causes causing chance combination combined common commonly drug drugs due effect effects frequency
    happen happens likely list medication medications medicine medicines percent pill pills plus possible rate
    regimen regimens related result risk show side tablet tablets tell therapy treatment treatments
    """
)

#: Words for what is asked about in "drugs without hair loss".
DRUGS = _words("drug drugs medication medications medicine medicines pill pills treatment treatments")

#: Words that colour what is meant and are seldom the thing itself.
WEAK = _words(
    """
    absolute absolutely acute annoying awful awfully bad badly big bothersome bugged case chronic complete
    completely constant constantly continual continue continuous crazy daily day days definitely difficulty entire
    experience experienced experiencing extreme extremely feel feeling feelings feels felt frequent frequently great
    hard horrible horribly horrid huge incredible incredibly insane intense intensely issue issues keep keeps kept
    large lot lots major massive mild minor moderate month months more morning most much nasty occasional
    occasionally ongoing over periodically permanent persistent problem problems real serious severe severely
    significant slight slightly small start started starting starts subsequent sudden suddenly symptom symptoms
    taking terrible terribly time times too total totally trouble turned turning unbearable unpleasant usual very
    week weeks whole wicked year years normally properly
    """
)

#: Words that turn round what is meant. "Can't sleep" and "sleeping all the time" are not the same.
NEGATIONS = _words(
    """
    aint arent cannot cant couldnt didnt doesnt dont hadnt hardly hasnt havent inability isnt never no not nothing
    unable wasnt werent without wont wouldnt
    """
)

#: A form -> the word that it is a form of, where cutting endings does not find it.
IRREGULAR = {
    form: word
    for word, forms in {
        "ache": "aching achy achey aches ached",
        "anxious": "anxiety anxiousness",
        "bleed": "bled bleeding",
        "break": "broke broken breaking",
        "breath": "breathe breathing breathless breathlessness",
        "burn": "burnt",
        "concentrate": "concentration concentrating",
        "confuse": "confusion confused confusing",
        "depress": "depression depressed depressing depressive",
        "diarrhea": "diarrheal",
        "dizzy": "dizziness dizzier",
        "dream": "dreamt",
        "dry": "dryness dried drier",
        "eat": "ate eaten eating",
        "fall": "fell fallen falling",
        "fast": "faster",
        "feel": "felt",
        "foot": "feet",
        "forget": "forgot forgotten forgetful forgetfulness forgetting",
        "freeze": "froze frozen freezing",
        "gastrointestinal": "gi",
        "grow": "grew grown growth",
        "hallucinate": "hallucination hallucinations hallucinating",
        "hear": "heard hearing",
        "heavy": "heavier heaviness",
        "high": "higher highest",
        "hurt": "hurting hurts",
        "hungry": "hunger",
        "irregular": "irregularity irregularities",
        "irritate": "irritable irritability irritated irritation",
        "itch": "itchy itchiness",
        "lose": "lost loss losing loses losses",
        "low": "lower lowered lowering lowest",
        "memory": "memories",
        "nausea": "nauseous nauseated nauseating nauseate nauseas",
        "numb": "numbness numbing",
        "nerve": "nerves",
        "nervous": "nervousness",
        "pain": "painful painfully pains pained",
        "poop": "pooping pooped poo poos pooing",
        "red": "redness reddening reddened",
        "run": "ran runs running runny",
        "sad": "sadness sadder",
        "see": "saw seen seeing",
        "shake": "shook shaking shaky shakes shakiness shaken",
        "short": "shortness",
        "sick": "sickness sicker",
        "sleepy": "sleepiness",
        "sleep": "slept sleeping asleep",
        "sore": "soreness sores",
        "sweat": "sweaty sweats sweatiness sweating",
        "swell": "swollen swelling swelled swelling swells",
        "taste": "tasting tasteless tasty",
        "think": "thought thinking",
        "thick": "thickness thickening",
        "throw": "threw thrown throwing",
        "tingle": "tingly tingling",
        "tired": "tiredness tiring tire",
        "temperature": "temp temps temperatures",
        "tooth": "teeth",
        "tremble": "trembling trembly trembles",
        "wake": "woke woken waking awake awaken",
        "weak": "weakness weaker weakened",
        "weigh": "weight weights weighing",
        "urinate": "urination urinary urine urinating",
        "vomit": "vomiting vomited",
    }.items()
    for form in forms.split()
}

#: Words that may stand for each other in a name. The first word is the class; a word is in one class only.
_CLASSES = """
    abdomen abdominal belly bellies tummy stomach stomache gut guts midriff
    loss lose lack lacking no without decrease decreased decreasing reduce reduced reduction diminished diminish less
        low absent missing nonexistent zero fewer drop dropped poor poorer impaired never not none nothing
    increase increased increasing high raised raise elevated elevation excessive excess rise rising rose extra greater
        more much lot lots
    cannot cant unable inability couldnt couldn incapable wont impossible
    pain ache hurt sore tender tenderness discomfort uncomfortable painful throbbing agony
    swell puffy puffiness bloated edema enlarged distended distension
    tired exhausted exhaustion fatigue fatigued weary weariness drained lethargic lethargy knackered sluggish
    nausea queasy queasiness
    vomit puke puking barf barfing emesis
    angry anger mad irritate cranky grumpy snappy cross
    sad depress miserable unhappy blue gloomy hopeless
    anxious nervous worry worried panic scared fear fearful apprehensive apprehension uptight
    dizzy woozy giddy giddiness vertigo lightheaded
    itch pruritus scratch scratching
    red flush flushed flushing flash flashes
    numb numbness
    tingle prickle prickling prickly tickle
    shake tremble tremor tremors quiver vibrating
    fast racing race rapid pounding quick quickly
    sleepy drowsy drowsiness somnolence dozy
    forget memory
    focus concentrate attention
    leg legs limb limbs extremity extremities
    foot toe toes sole soles
    hand hands finger fingers palm palms fingertip fingertips
    heart cardiac coronary
    lung lungs pulmonary
    kidney kidneys renal
    liver hepatic
    mouth oral tongue
    skin cutaneous dermal
    nose nasal
    eye eyes ocular eyesight vision
    head scalp
    urinate pee peeing piss pissing wee weeing
    toilet loo bathroom restroom lavatory
    stool stools poop feces fecal shit bowel bowels
    sex sexual intercourse lovemaking
    vagina vaginal vulva vulvovaginal
    period periods menstrual menses menstruation menstruating
    back spine spinal lumbar
    rectum rectal anus anal
    breast breasts boob boobs
    throat pharynx pharyngeal
    tooth dental
    muscle muscles muscular
    joint joints knuckle knuckles
    bone bones skeletal
    breath respiratory
    spot spots pimple pimples zit zits
    hive hives welt welts wheal wheals urticaria
    sugar glucose
    enzyme enzymes transaminase transaminases
    weird strange odd funny unusual altered abnormal change changed changes
    libido desire drive
    fit fits seizure seizures convulsion convulsions
    cramp cramps cramping spasm spasms
    bleed blood bloody hemorrhage bleeds
    bruise bruises bruising bruised
    baby babies pregnant pregnancy
"""


def _classes() -> dict[str, str]:
    found: dict[str, str] = {}
    words: list[str] = []
    for line in _CLASSES.strip("\n").splitlines():
        continued = line.startswith(" " * 8)
        words = words if continued else line.split()
        for word in line.split():
            found.setdefault(word, words[0])
    return found


#: Word -> its class.
CLASSES = _classes()
