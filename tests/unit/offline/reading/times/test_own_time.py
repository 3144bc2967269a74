"""A time in a goal is for the goal, a lesson, a duty or the hour it goes wrong, as its clause says."""

from dataclasses import dataclass

import pytest

from core.goals.goal import Circumstances
from core.offline.reading.constraints import available_days
from core.offline.writing.weekly_hours import stated_hours
from tests.factories.coaching import make_request, parse

ALL = "Mon Tue Wed Thu Fri Sat Sun"
WORKDAYS = "Mon Tue Wed Thu Fri"


@dataclass(frozen=True)
class Own:
    """The time of a week that is for the goal; what is None the words do not name."""

    days: str
    minutes: float | None = None
    hours: float | None = None


CASES: dict[str, Own] = {
    "Learn Portuguese by June. I have mornings free 9 to 10.30 except Wednesdays (dialysis).": Own(
        "Mon Tue Thu Fri Sat Sun", minutes=90, hours=9.25
    ),
    (
        "I resit my wiring exam on 21 November. I can study on the train 40 mins each way Mon-Thu "
        "and Saturday mornings."
    ): Own("Mon Tue Wed Thu Sat", hours=7.34),
    (
        "I'd like two or three people to have tea with by spring. Tuesdays and Fridays are the days "
        "the bus works, 10:15 out and 14:40 back."
    ): Own("Tue Fri"),
    (
        "I have dialysis Mon Wed Fri so those days are out, the rest I can do half an hour in the "
        "morning. I'd like to walk 6 km by Easter."
    ): Own("Tue Thu Sat Sun", minutes=30, hours=2.25),
    (
        "My German exam is on 17 April. I study on the ferry, 25 minutes each way Tuesday to Friday, "
        "plus Sunday evenings from 6 to 8."
    ): Own("Tue Wed Thu Fri Sun", hours=5.34),
    (
        "I sell leather bags and want to earn 2,400 by June. Sundays only, 1 to 5, and Wednesday "
        "evenings an hour and a half."
    ): Own("Wed Sun", hours=5.5),
    (
        "Swim 4 km in September. Right now I do 1 km twice a week. Pool lanes are open Mon Wed Fri "
        "6-7.15 am and Sunday 8-10."
    ): Own("Mon Wed Fri Sun", hours=5.75),
    (
        "I play badminton league matches on Wednesdays. Want to improve my serve, I can train on "
        "Mondays and Saturdays for 45 minutes."
    ): Own("Mon Sat", minutes=45, hours=1.75),
    (
        "Work shifts Thursday to Sunday at the hospital. I want to crochet a blanket by my niece's "
        "birth in April."
    ): Own("Mon Tue Wed"),
    (
        "mon-fri im in the office, weekends free. Want to make a short film, 5 minutes long, by the "
        "festival on 15 May"
    ): Own("Sat Sun"),
    ("I have Wednesdays off. Want to pass my driving test by June."): Own("Wed"),
    (
        "German course Tuesday and Thursday evening 6 to 8. I want B2 by November. Homework time: 30 "
        "minutes on Mon, Wed, Fri."
    ): Own("Mon Wed Fri", minutes=30, hours=1.75),
    (
        "Train ride 35 min each way, five days a week, I want to use it for reading philosophy, 12 "
        "books this year."
    ): Own(ALL, minutes=70, hours=5.84),
    (
        "I always give up in the evenings. I want to study for the PMP exam on 20 March, one hour "
        "each morning."
    ): Own(ALL, minutes=60, hours=7.25),
    (
        "Custody week on week off, my son is here every other week. I want to write a novel of 70,000"
        " words by December, about 6 hours a week."
    ): Own(ALL, hours=6),
    (
        "Therapist every Monday 50 minutes. I want to get over my fear of flying before 10 July."
    ): Own(ALL),
    (
        "I am a baker, up at 2am Tuesday to Saturday. Learn the accordion: 3 songs by my 50th on 9 "
        "August."
    ): Own("Mon Sun"),
    (
        "Mornings 6 to 7 and Sundays I can paint. I want 12 watercolours for an exhibition in "
        "October."
    ): Own("Mon Tue Wed Thu Fri Sun", hours=6),
    (
        "Lunch break is 40 minutes, I can use 30 of it Mon Tue Thu. Goal: learn touch typing 60 wpm "
        "by May."
    ): Own("Mon Tue Thu", minutes=30, hours=1.75),
    ("I can't do weekends at all. 3 runs a week, sub 50 10k by June."): Own(WORKDAYS),
    (
        "Football training with the kids Tues/Thurs, church on Sunday. I want to do a 100 push ups "
        "challenge, 10 minutes a day on the other days."
    ): Own("Mon Wed Fri Sat", minutes=10, hours=1),
    (
        "piano lesson thursday 4pm. practise time is whatever is left after homework, 20 min on "
        "school nights. Grade 3 exam in march"
    ): Own(WORKDAYS, minutes=20, hours=2),
    ("I run a cafe, open every day but Monday. Write a business plan for a second one by May"): Own(
        "Mon"
    ),
    (
        "I do 4 on 4 off, 12 hour days. Want to learn Python and build a bot by October; on off days "
        "2 hours."
    ): Own(ALL),
    ("Walk 10,000 steps a day by June. I sit 9 hours a day at work."): Own(ALL),
    (
        "I get the kids to bed by 8, then it's 8.15 to 9.30 on weeknights. I want to finish my "
        "photography portfolio by February."
    ): Own(WORKDAYS, minutes=75, hours=6.5),
    (
        "Chess: 1400 to 1600 by summer. Club night is Thursday. 25 minutes of puzzles in the tube to "
        "work and back, 4 days a week"
    ): Own("Mon Tue Wed Fri Sat Sun", minutes=50, hours=3.34),
    ("Meditate daily for 10 minutes. Tuesdays I work late."): Own(
        "Mon Wed Thu Fri Sat Sun", minutes=10, hours=1.25
    ),
    (
        "Sunday dinner at my parents is where I overeat, otherwise ok. 6 kg less by June, I'm 84."
    ): Own(ALL),
    (
        "I've an appointment with the dietician every 3 weeks for half an hour. Lose 10 kg by "
        "september."
    ): Own(ALL),
    (
        "Judo Mon and Wed 19:00-20:30 is fixed, and I want the brown belt in November. Extra strength"
        " work I can do Friday and Sunday, 40 min."
    ): Own("Fri Sun", minutes=40, hours=1.75),
    ("I'm free after 5pm except Wednesdays. Learn the harmonica by August."): Own(
        "Mon Tue Thu Fri Sat Sun"
    ),
    (
        "Had my second baby in april and im still 9 kilos over what i was, 78 now at 1.66. I want to "
        "be at 70 by my sisters wedding on 12 june. Still breastfeeding twice a day so i dont want to"
        " starve myself. I thought id cut out bread and sweets and walk with the pram. Evenings are "
        "where it goes wrong, when they finally sleep i eat chocolate on the couch."
    ): Own(ALL),
    (
        "I ran a 10k in 58 min last month, did a half years ago in 2:21 when I was 31. Now 44 and "
        "signed up for the Rotterdam half... no sorry the full marathon, 11 april 2027. My left "
        "achilles is grumpy after hills. I run 3 times a week about 22km in total, can do max 4 days "
        "cause of shifts. Is that even enough time or should I move to the half?"
    ): Own(ALL),
    (
        "My girlfriend's family is from Porto and at christmas 2027 I want to be able to follow "
        "dinner conversation and tell a story of my own in Portuguese. I know some spanish from "
        "school (10 years ago, B1 maybe) which keeps getting mixed in. Did 140 days of duolingo but "
        "its brazilian. I've got 25 mins on the train each way, 4 days a week, not always a seat."
    ): Own(ALL, minutes=50, hours=3.34),
    (
        "62, retired in the summer, bought myself a cello. Had piano lessons as a kid for 6 yrs so i "
        "read treble clef but bass clef slowly. I would love to play The Swan by Saint-Saens, at "
        "least recognisable, for my wifes birthday 3 october. arthritis in right thumb, mild. Teacher"
        " every two weeks for 45 min, 60 euros. How much should i practise without wrecking my hand?"
    ): Own(ALL),
    (
        "Novel. I've got 41,000 words of a crime story set in a fishing village, stuck since march "
        "because I dont know who did it anymore lol. First 3 chapters rewritten about 12 times. Want "
        "a complete first draft of about 85k by end of may. I write at 5.30 before work, 40 minutes, "
        "weekdays only, roughly 400 words when it goes well. My plan is not to reread anything"
    ): Own(WORKDAYS, minutes=40, hours=3.75),
    (
        "Me and my dad havent talked since my divorce 3 yrs ago, he took my ex's side. He's 71 and my"
        " aunt says he had a fall. I want us to be back to something normal, like a phone call every "
        "couple weeks and me bringing the kids (6 and 9) at easter. i wrote him a letter in 2024, 4 "
        "pages, he never answered. Im afraid of getting angry again"
    ): Own(ALL),
    (
        "Been a line cook for 11 years, knees are shot, 36 yrs old. I want a job as a data analyst or"
        " something with spreadsheets by next autumn, minimum 2,600 a month. I did the google "
        "certificate up to course 3 out of 8 and got stuck at SQL. I work 50 hours a week, tues to "
        "sat, off sunday monday. No degree. Do companies even take someone like me?"
    ): Own("Mon Sun"),
    (
        "We're moving from a 4 room house to a 2 room flat on 27 february, handing over keys on the "
        "1st of march. 22 years of stuff, my mother in laws porcelain included which nobody wants but"
        " my husband cant let go of. I have a bad back, cant lift more than 8 kg. Was thinking one "
        "room a week. Movers cost 1.900 for up to 40 cubic metres, i want to be under that."
    ): Own(ALL),
    (
        "USMLE... no, simpler: I have my state tax advisor exam (schriftliches Steuerberaterexamen) "
        "5-7 oct 2027, failed this year with 4.83, needed 4.5. Balance sheet day was the one that "
        "killed me (5.5), the other two were 4.5 each. I work 32h, kid of 3. I can do mornings 5 to 7"
        " and saturdays. I have all the course material still and dont want to pay another 3000 euro "
        "course"
    ): Own("Mon Tue Wed Thu Fri Sat", hours=12),
    (
        "I want to learn to draw portraits by June. My drawing class is Wednesdays 7 to 9pm, apart "
        "from that I can sit down Monday and Thursday evenings for about half an hour."
    ): Own("Mon Thu", minutes=30, hours=1.25),
    (
        "Swim 2 km without stopping by August. The pool is open to the public Tue and Fri 6:30-8am, "
        "that's when I go."
    ): Own("Tue Fri", minutes=90, hours=3.25),
    (
        "Finish my masters thesis by 30 April. I work Monday to Wednesday, so Thursday and Friday are"
        " thesis days, 5 hours each."
    ): Own("Thu Fri", minutes=300, hours=10.25),
    (
        "Learn guitar, five songs I can play round a campfire by July. Lesson every Tuesday 45 "
        "minutes with Marco. I can practise 20 minutes a day before dinner."
    ): Own(ALL, minutes=20, hours=2.75),
    (
        "I want to speak Italian with my mother-in-law next summer. 40 minutes on the bus each way, "
        "three days a week."
    ): Own(ALL, minutes=80, hours=4),
    (
        "I'm a nurse, three 12 hour shifts a week, never the same days. I want to run 5k without "
        "walking by May, two runs a week is realistic."
    ): Own(ALL),
    (
        "Night shift sunday to wednesday, I sleep till 3pm. Want to get back to lifting, bench 80kg "
        "by autumn."
    ): Own("Thu Fri Sat"),
    (
        "Kids are with me every other week. In the weeks without them I can train 4 times, otherwise "
        "once. I want to do 10 pull-ups by summer."
    ): Own(ALL),
    (
        "I wake up at 3am most nights and can't get back to sleep. I want to sleep through by spring,"
        " 7 hours."
    ): Own(ALL),
    ("Weekends are when I binge. Want to lose 8 kg by August, from 91."): Own(ALL),
    (
        "I skip the gym on Mondays because work is mad, I can go Wed, Fri and Sunday for an hour."
    ): Own("Wed Fri Sun", minutes=60, hours=3.25),
    (
        "Dance class is Friday 8pm. I'd like to pass the bronze exam in June, practising at home "
        "Sunday mornings an hour."
    ): Own("Sun", minutes=60, hours=1.25),
    (
        "I work 9 to 6 and get home by 7. I want to build a website for my photography by March, I "
        "have from 8 to 10 in the evening on Tuesdays and Thursdays, and Sunday afternoons."
    ): Own("Tue Thu Sun", minutes=120, hours=6.25),
    (
        "Part time student, lectures Mon Wed Fri. Want to pass the statistics exam on 12 June, free "
        "on Tuesdays and Thursdays, 3 hours."
    ): Own("Tue Thu", minutes=180, hours=6.25),
    (
        "Start a small candle business and sell 20 candles a month by autumn. After the kids are in "
        "bed at 8 I have an hour and a half, not on Fridays."
    ): Own("Mon Tue Wed Thu Sat Sun", minutes=90, hours=9),
    (
        "I do 24 hours on, 48 off at the fire station. I want to run a half marathon in October under"
        " 2 hours."
    ): Own(ALL),
    ("Read 24 books next year. I only read in bed, 15 minutes before sleep, every night."): Own(
        ALL, minutes=15, hours=2
    ),
    (
        "Choir rehearsal is Mondays from 7.30 to 9.30, and I'd like to learn to sight-read by "
        "Christmas. I could practise on Tuesday, Wednesday and Saturday, 25 minutes each."
    ): Own("Tue Wed Sat", minutes=25, hours=1.5),
    (
        "Get my motorbike licence by September. Theory class Thursdays 6-8pm. I can study at lunch, "
        "half an hour, four days a week."
    ): Own(ALL, minutes=30, hours=2),
    ("Stop smoking by 1 March. It's worst on Friday and Saturday nights when I drink."): Own(ALL),
    (
        "My mum has chemo every second Tuesday and I take her. I want to finish the online UX course,"
        " 60 hours, by July. Could do 2 hours on Saturdays and 2 on Sundays."
    ): Own("Sat Sun", minutes=120, hours=4.25),
    (
        "I teach yoga on Monday and Thursday evenings. I'd like to get my own practice back, 5 "
        "mornings a week, 30 min at 6am."
    ): Own("Tue Wed Fri Sat Sun", minutes=30, hours=2.75),
    (
        "My welding course runs Monday and Wednesday nights. At home I have Saturday mornings, 3 "
        "hours, to build a bike rack by July."
    ): Own("Sat", minutes=180, hours=3.25),
    (
        "I'm on the ferry 30 minutes each way five days a week and I want to get through the whole "
        "Bible by Christmas."
    ): Own(ALL, minutes=60, hours=5),
    (
        "Sleep is fine in the week, Saturdays are the worst. I want to be in bed by 11 on every night"
        " by March."
    ): Own(ALL),
    (
        "Tutor comes Tuesdays 5 to 6. I want to pull my maths from a 5 to a 3 by the June report, "
        "half an hour of homework Mon, Wed and Thu."
    ): Own("Mon Wed Thu", minutes=30, hours=1.75),
    (
        "I have my daughter Thursday to Sunday. Want to restore an old motorbike by next summer."
    ): Own("Mon Tue Wed"),
    (
        "Sundays 9 to 12 and Wednesday evenings 7 to 8.30 are mine. I want to finish my family tree "
        "book by December."
    ): Own("Wed Sun", hours=4.5),
    ("I snack at night, around 10. Down 7 kg by summer, I'm 79 now, I can cook on Sundays."): Own(
        ALL
    ),
    (
        "I can swim before work on Tuesdays and Fridays, 45 minutes. Goal is 1500 m freestyle by "
        "June."
    ): Own("Tue Fri", minutes=45, hours=1.75),
    (
        "Working Mondays, Tuesdays and Thursdays. Free otherwise. Write a cookbook with 40 recipes by"
        " October."
    ): Own("Wed Fri Sat Sun"),
    (
        "Parents evening classes I teach are on Thursday, so not then. Ukulele, ten songs by August, "
        "15 minutes a day."
    ): Own("Mon Tue Wed Fri Sat Sun", minutes=15, hours=1.75),
    (
        "45 minutes on Mondays and an hour and a half on Saturdays is what I can do. Get my Polish to"
        " A2 by November."
    ): Own("Mon Sat", hours=2.25),
    ("On call every Wednesday. I want to do yoga at home, 20 minutes, three mornings a week."): Own(
        "Mon Tue Thu Fri Sat Sun", minutes=20, hours=1
    ),
    (
        "Band rehearsal Friday nights with the others, but I need to learn my own bass parts: 10 "
        "songs by the gig on 20 March. 30 minutes Monday to Thursday."
    ): Own("Mon Tue Wed Thu", minutes=30, hours=2.25),
    (
        "Sourdough that rises, for the village show on 4 July. My mother-in-law's tin and Saturday "
        "mornings 8 till 10 are what I've got."
    ): Own("Sat", minutes=120, hours=2.25),
    (
        "Bus driver, 5am-1pm Tuesday to Saturday. My blood sugar has to come down; I could do 20 "
        "minutes after work, not Fridays, I've the grandkids."
    ): Own("Mon Tue Wed Thu Sat Sun", minutes=20, hours=1.75),
    (
        "The allotment is a 40 minutes' drive. I can go every second Saturday, 9 to 12, and want "
        "potatoes in the ground by the end of March."
    ): Own("Sat", minutes=180, hours=1.5),
    (
        "I have 7 to 8.30pm on weekdays and Sunday four hours for the bar exam. Redraft my notes "
        "by 3 May."
    ): Own("Mon Tue Wed Thu Fri Sun", hours=11.5),
    (
        "I'm in the office Monday and Tuesday. I have 20 minutes before work and half an hour in "
        "the evening for my Welsh, B1 by July."
    ): Own(ALL, hours=5.17),
    (
        "I drive a lorry Monday to Friday, home at weekends. Want to do my A-level history, exam in "
        "June."
    ): Own("Sat Sun"),
}


@pytest.mark.parametrize("text", CASES)
def test_only_time_that_is_free_or_for_the_goal_is_planned(text: str) -> None:
    facts = parse(text)
    days = " ".join(available_days(Circumstances(), facts))
    hours = stated_hours(make_request(text), facts)

    assert Own(days=days, minutes=facts.session_minutes, hours=hours) == CASES[text]
