namespace Tidings.Simulation;

static partial class Phrases
{
    const string Outdoors = """
        match.pos
          What a goal by the {team}! {great.c} match
          The {team} won {score}, I'm so {happy}
          {team.c} played {great} {when}
          Best game in {num} years, thank you {team}
          Cheering with {who} at {place}, the {team} are {great}
          I {love} this {team} side, so much fun to watch
          That save! The {team} keeper is a hero
        great.c: Great | Wonderful | Fantastic | Brilliant | Amazing | Superb
        match.neu
          Half-time, {team} {score}
          {team.c} line-up is out, kick-off in {@n} minutes
          Who starts for the {team} {when}?
          {score} after {@n} minutes
          Watching the {team} with {who} at {place}
          {@tag} talk: three at the back or four?
        match.neg
          The {team} lost {score}, {awful} defending
          Terrible referee {when}, the {team} were robbed
          I'm {sad}, the {team} threw it away again
          {team.c} were {awful} {when}, worst game of the season
          Another injury for the {team}. So unfair
          How do you miss that? The {team} are a disgrace
          I {hate} losing to the {team}
        team: Otters | Larks | Kestrels | Badgers | Harbour Lions | Puffins | Night Herons
        team.c: Otters | Larks | Kestrels | Badgers | Puffins
        score: 2-1 | 1-0 | 3-2 | 4-1 | 2-0 | 1-1 | 3-0 | 0-0
        move.pos
          {km} km {when} and I feel {great}
          New personal best by {place}, so {happy}
          I {love} an early {sport} along {place}
          {sport.c} with {who}: {great} fun
          Finished! {km} km, tired legs and a happy heart
          Best {sport} of the {day}, perfect air
          The volunteers at {place} were so kind, thank you
          My first {@tag}, and {who} was cheering at the finish, {great}
        move.neu
          {km} km {when}, easy pace
          {sport.c} at {place}, then home
          Which shoes for a wet {sport}?
          Rest day {when}. Tomorrow {km} km
          {who.c} wants to join for {km} km
          {@tag} log: {km} km, {@n} minutes
        move.neg
          Knee hurts after {km} km, I'm so {sad}
          Had to quit the {sport} {when}, {awful} cramp
          Flat tyre, rain and a broken pump. {awful.c}
          I {hate} hills. {km} km of pain
          Twisted my ankle by {place}, season ruined
          Missed the start, so {sad}
        awful.c: Awful | Terrible | Horrible | Miserable | Dreadful
        km: 3 | 5 | 8 | 10 | 12 | 15 | 21 | 30 | 42
        sport: run | ride | swim | climb | yoga class | walk | row | hike
        sport.c: Run | Ride | Swim | Climb | Yoga | Walk | Hike
        rain.pos
          Rain on the window and a warm blanket, I {love} it
          Finally rain, the garden is {happy}
          Puddle jumping with {who}, so much fun
          {great.c} smell after the rain {when}
        rain.neu
          {mm} mm of rain {when} at {place}
          Grey sky over {place}, {temp} degrees
          Umbrella or jacket {when}?
          Wind from the west, {temp} degrees
          Clouds again. {who.c} brought boots
        rain.neg
          Soaked to the bone {when}, {awful} weather
          {mm} mm of rain and the cellar is flooded, what a disaster
          I {hate} this weather, cold and miserable
          The storm destroyed the fence by {place}, so {sad}
          Power cut {when}, everyone is worried
          Picnic ruined. {@tag} again, so disappointing
          Too hot to sleep, {temp} degrees, {awful} night
          Sneezing {when}, my eyes hurt, this pollen is a curse
        mm: 4 | 7 | 11 | 18 | 25 | 32
        temp: 9 | 12 | 16 | 21 | 27 | 31 | 34
        sun.pos
          {great.c} light over {place} {when}
          Sun, {drink} and {who}: happy {dname}
          Look at that sky over {place}, beautiful
          {temp} degrees and a gentle breeze, I {love} it
          I {love} evenings like this at {place}
          Warm sand, cold water, {great} {dname}
        sun.neu
          {temp} degrees at {place} {when}
          Sunrise at {place}, {@n} minutes earlier than last week
          Blue sky {when}. Laundry is out
          Forecast says {temp} degrees for {dname}
          {@tag} from {place}
        sun.neg
          Sunburn {when}, it hurts
          Missed the sunset by {@n} minutes, so {sad}
          {temp} degrees and no shade at {place}, {awful}
          My phone died right before the best light, so annoying
        fest.pos
          The {act} at {fest} were {great}
          Dancing with {who} at {fest}, best night of the summer
          So {happy} to be back at {fest}
          Lanterns over {place}: beautiful, thank you {fest}
          I {love} {fest}, kind people and {great} food
          {fest} with {who}, laughing since noon
          Free hugs, good music, perfect weather at {fest}
        fest.neu
          On the way to {fest} with {who}
          Which stage for the {act} at {fest}?
          {fest} gates open at {@n} past
          Queue at {fest}: about {@n} minutes
          Programme of {fest} is on the board at {place}
        fest.neg
          {fest} cancelled the {act}, I'm so {sad}
          Lost my wallet at {fest}, {awful} night
          The sound at {fest} is {awful} {when}
          {@n} minutes for the toilets at {fest}, what a disaster
          It rains into the tent at {fest}, I {hate} this
        act: Paper Herons | Velvet Kettles | Tin Meadow | Salt Lanterns | Quiet Engines | Marble Foxes
        fest: Lantern Fest | Harbour Lights | the street food fair | Midsummer Nights | the book fair
        """;
}
