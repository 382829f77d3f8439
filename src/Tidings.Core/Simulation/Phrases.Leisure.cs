namespace Tidings.Simulation;

static partial class Phrases
{
    const string Leisure = """
        music.pos
          The new {act} record is {great}
          This song by {act} makes me so {happy}
          I {love} the chorus, goosebumps {when}
          {act} live at {place}: {great}
          Sang with the choir {when}, such joy
          My first clean take on the {instrument}! {great.c} feeling
          Dancing in the kitchen to {act} with {who}
        music.neu
          Now playing: {act}, side {side}
          {act} or {act} {when}?
          Looking for {instrument} lessons near {place}
          Track {num} on repeat {when}
          New strings for the {instrument}
          {@tag} at {place}, doors at eight
        music.neg
          The {act} gig got cancelled, I'm {sad}
          My {instrument} broke {when}, so {sad}
          The new {act} record is {awful}
          I {hate} how loud the crowd talked over {act}
          Sold out in {@n} seconds. So unfair
        side: A | B
        instrument: guitar | piano | fiddle | ukulele | trumpet | accordion | drum kit
        books.pos
          Finished "{book}", what {a.great} ending
          I {love} "{book}", thank you {who}
          Reading "{book}" at {place}, so peaceful
          "{book}" made me laugh out loud
          So {happy}: "{book}" arrived {when}
          A good book, {drink} and rain. Perfect {day}
        books.neu
          Chapter {num} of "{book}"
          Started "{book}" {when}
          Anyone read "{book}"?
          Library day at {place}
          Page {@n} of "{book}"
          Next for our {@tag} circle: "{book}"
        books.neg
          "{book}" has {an.awful} ending
          I hate it when the best character dies. "{book}", why
          Gave up on "{book}", so boring
          Dropped "{book}" in the bath, I'm so {sad}
        book: The Salt Clock | A Map of Small Rivers | Nine Grey Herons | The Lantern Keeper | Paper Winter | The Tin Orchard | Under the Quiet Hill | A Teapot for Two
        make.pos
          Finished the {thing} {when}, so {happy}
          I {love} how the {thing} turned out
          {who.c} liked my {thing}, made my {day}
          My {thing} finally works! {great.c}
          Learned so much while I fixed the {thing}, {great} community
          Shipped the {thing} {when}. Proud of our team
          {num} hours on the {thing}, pure fun
        make.neu
          Working on the {thing} {when}
          Step {num} of the {thing}
          How do you store your {thing}?
          New version of the {thing} {when}
          The {thing} needs {@n} more rows
          {@tag} progress: the {thing}, day {num}
        make.neg
          The {thing} crashed {when} and I lost my work
          Dropped {num} stitches, the {thing} is ruined
          I {hate} this bug, {num} hours wasted on the {thing}
          The {thing} broke again, I'm so {sad}
          My {thing} failed, {awful} instructions
        thing: scarf | pixel game | birdhouse | print | web page | sketch | blanket | chess puzzle | lamp | radio kit | photo series | little robot | quilt | shelf
        work.pos
          Great meeting {when}, kind colleagues
          Got the job!! So {happy}
          My talk {when} went {great}
          I {love} working from {place}
          Inbox empty {when}, what a relief
          {who.c} said thank you {when}, made my {day}
        work.neu
          Meeting number {num} {when}
          Working from {place} {when}
          Form {num} of {num}
          Deadline is on {dname}
          Train at ten past, back by {num}
          {@tag} status: {@n} percent
        work.neg
          {@n} minutes late, {awful} service {when}
          Stuck at {place}, no train, no news, so {sad}
          I {hate} the {dname} commute, crowded and rude
          Another pointless meeting {when}
          The printer broke {when}, the deadline is doomed
          Bus cancelled again. This is a disaster
          Server down since {num}, angry calls {when}
        body.pos
          Slept nine hours, feel {great}
          No pain {when}, so {happy}
          The dentist was kind & gentle, what a relief
          Walked to {place} and slept well, {great}
        body.neu
          Awake at {num} {when}
          Appointment on {dname}, {@n} past nine
          Stretching for {@n} minutes {when}
          Which pillow do you use?
          Counting {@tag} hours: {num}
        body.neg
          Can't sleep {when}, I {hate} this
          My back hurts {when}, {awful} night
          Toothache {when}, I'm scared of the dentist
          Headache since {dname}, everything is {awful}
          {num} hours of sleep, I'm so {sad}
          Sick again, missing {fest}. So sad
        kind.pos
          {who.c} helped me at {place} {when}, so {happy}
          Small win {when}: I finally called {who}
          Thank you to the person who returned my keys at {place}
          Grateful for {who} {when}
          Happy birthday to {who}, the best
          Be kind {when}, it costs nothing and feels {great}
          {num} good things {when}: {drink}, {who}, {place}
          I {love} how {who} laughs
        kind.neu
          What was your small win {when}?
          Writing a card for {who}
          List for {dname}: {who}, {place}, {drink}
          Day {@n} of the {@tag} list
        kind.neg
          Nobody came {when}, I'm so {sad}
          Missing {who} {when}, it hurts
          A rude comment ruined my {day}
          Lonely {day}, {awful} mood
        day.pos
          {great.c} {day} with {who}
          I {love} this {day}
          {who.c} and I at {place}, so {happy}
          Nothing planned {when} and it feels {great}
          {drink.c} and {dish} with {who}: perfect
          Good morning, have a lovely {day}
          {@tag} with {who} at {place}, what fun
        day.neu
          {day} at {place}
          Plans {when}: {place}, {dish}, sleep
          Moved the desk {when}
          What are you doing {when}?
          {who.c} is at {place} {when}
          {num} boxes down, {num} to go
        day.neg
          What {an.awful} {day}
          Lost my keys at {place} {when}, so {sad}
          I {hate} paperwork, {num} hours wasted
          Washing machine broke {when}, water everywhere, terrible
          Argued with {who} {when}, I'm {sad}
          Nothing works {when}. {awful.c} {day}
        """;
}
