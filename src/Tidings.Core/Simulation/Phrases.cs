namespace Tidings.Simulation;

/// <summary>The sentences of the made-up posts, written for this project. Every name of a place, team, act or exchange is invented.</summary>
static partial class Phrases
{
    /// <summary>All rules: <c>theme.pos</c>, <c>theme.neu</c>, <c>theme.neg</c>, each for English or behind a language code.</summary>
    public static Grammar All { get; } = Grammar.Parse(Words, Home, Outdoors, Leisure, Coins, Spam, Languages, LanguageCoins);

    const string Words = """
        great: great | lovely | wonderful | amazing | fantastic | perfect | excellent | brilliant | superb | delightful
        a.great: a great | a lovely | a wonderful | an amazing | a fantastic | a perfect | an excellent | a brilliant
        awful: awful | terrible | horrible | dreadful | miserable | disappointing | really bad
        an.awful: an awful | a terrible | a horrible | a dreadful | a miserable | a disappointing | a really bad
        love: love | really love | absolutely love | LOVE | enjoy | adore
        hate: hate | really hate | can't stand | am so tired of | am fed up with | dread
        happy: happy | thrilled | glad | proud | delighted | excited | grateful
        sad: sad | gutted | annoyed | frustrated | upset | disappointed | worried | exhausted
        when: today | this morning | tonight | this afternoon | right now | again | this week | all day | before lunch | after work
        day: Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday | weekend | summer | morning
        dname: Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday
        who: my sister | my brother | my mum | dad | my neighbour | the kids | my flatmate | a stranger | my best friend | my partner | grandma | the whole crew | my cousin | our team | a colleague
        place: the corner bakery | the harbour market | the little library | the old mill | the park cafe | Pebble Street | the river path | the night market | the new hall | the allotment | the garden | the station | the lake
        num: two | three | four | five | six | seven | ten | twelve | twenty
        end.pos: . | ! | ! | !! | _ | _ | ...
        end.neu: . | . | _ | _ | ...
        end.neg: . | . | _ | ... | ! | !!
        more.pos
          Best part of my {day}
          Made me smile all the way home
          Could not be happier
          Highly recommend it
          Thanks to {who} for the idea
          Feeling {happy} {when}
          Worth every minute
          What a treat
          Life is good
          I want to do it all over again
          Everyone had such a good time
          Still smiling about it
          That was so much fun
          It turned out even better than I hoped
          Big thanks to {who}
          This made my {day}
          Sharing the joy with {who}
          Ten out of ten, would do it again
        more.neu
          Let's see how it goes
          More on that {when}, maybe
          Back to it tomorrow
          That's it, that's the post
          Anyone else doing this {when}?
          Ask {who}, not me
          Took about {@n} minutes
          Notes in the thread below
          Same time next {dname}
          Will report back
          {who.c} says otherwise
          Also, there is a queue at {place}
        who.c: My sister | My brother | Dad | My neighbour | My flatmate | Grandma | A colleague
        more.neg
          So annoying
          I'm so {sad} about it
          What a waste of time
          Could this {day} get any worse?
          Not even {who} could save it
          I give up
          Worst {day} in ages
          Never again
          Really hoping tomorrow hurts less
          No apology, nothing
          It keeps getting worse
          And nobody cares, of course
          I'm {sad} and I want my bed
          This is ridiculous
          Total failure from start to finish
        joy: 😊 | 😀 | 🥰 | ❤️ | 🎉 | 😁 | ✨ | 🙌 | 💛 | 👍🏽 | 😄 | 🌞
        gloom: 😢 | 😠 | 😞 | 😩 | 💔 | 🙄 | 😭 | 😡
        shrug: 🤔 | 👀 | 🤷 | 📷 | 📌 | 😐
        """;

    const string Home = """
        drink.pos
          First cup {when} and it tastes {great}
          {who.c} made me {drink} and it was {great}
          Nothing beats {drink} at {place}
          I {love} a quiet {drink} before everyone wakes up
          New beans from {place} & they smell {great}
          {drink.c}, a window seat and a good book: happy {day} to me
          So {happy} with the {drink} I made {when}
          {@tag} and a chat with {who}, what a lovely start
        drink.neu
          Cup number {num} {when}
          {drink.c} or water {when}?
          Trying the {drink} at {place}
          Anyone know how long {drink} keeps in a flask?
          Kettle is on, {who} is on the phone
          The {@tag} queue at {place} reaches the door
        drink.neg
          The machine broke {when} and the {drink} is {awful}
          Spilled {drink} all over my notes, I'm so {sad}
          Paid far too much for {awful} {drink} at {place}
          Cold {drink} {when}. I {hate} this
          Ran out of milk {when}, what a miserable start
          No {@tag} left in the house and I have a terrible headache
        drink: coffee | tea | a flat white | green tea | filter coffee | hot chocolate | oat milk latte | black tea | iced coffee | mint tea
        drink.c: Coffee | Tea | Green tea | Filter coffee | Hot chocolate | Iced coffee | Mint tea
        food.pos
          The {dish} at {place} was {great}
          {who.c} cooked {dish} and it was {great}
          Made {dish} from scratch, so {happy} with it
          I {love} how the {dish} turned out
          Warm {dish} on a {day}: perfect comfort
          Best {dish} I've had in {num} years, a real treat
          {@tag} night with {who}: {dish}, laughter, good company
          The {dish} recipe from {who} is a winner, the kitchen smells {great}
          My {dish} won a smile from {who}, success
        food.neu
          {dish.c} for dinner {when}
          How long do you bake {dish} for {num} people?
          Looking for a simple {dish} recipe
          Leftover {dish} {when}
          {who.c} says {dish} needs more salt
          Batch number {num} of {dish} is in the oven
          {@tag} question: garlic or no garlic in {dish}?
        food.neg
          Burned the {dish} {when}, kitchen smells {awful}
          The {dish} at {place} was {awful}
          Waited {@n} minutes for cold {dish}, so rude too
          I {hate} soggy {dish}
          {who.c} dropped the {dish}, we are all {sad}
          My dough failed for the {num.th} time, I'm so {sad}
          {@tag} fail: the {dish} came out {awful}
        num.th: second | third | fourth | fifth
        dish: pancake stack | noodle soup | lentil stew | pizza | sourdough | apple crumble | curry | dumpling soup | carrot roast | lemon cake | tomato soup | flatbread | rice pudding | grilled corn | mushroom pie | cinnamon bread | pea risotto | potato salad
        dish.c: Noodle soup | Lentil stew | Pizza | Curry | Lemon cake | Tomato soup | Flatbread | Mushroom pie | Rice pudding
        pets.pos
          {pet.c} fell asleep on my lap, I {love} this little face
          {pet.c} learned to {trick} {when}, so {happy}
          Walked with {pet} by {place}, pure joy
          {pet.c} is such a good friend, {great} company
          My heart melts when {pet} starts to {trick}
          {pet.c} turned {num} {when}! Happy birthday, sweet one
          Adopted {pet} one year ago, best decision ever
        pets.neu
          {pet.c} is looking out of the window {when}
          {pet.c} at {place}, as every {dname}
          Does your {animal} also {trick} at night?
          Third bowl for {pet} {when}
          {@tag} of the day: {pet}, aged {num}
        pets.neg
          {pet.c} is ill and I'm {sad}
          {pet.c} destroyed the sofa {when}, what a mess
          The vet bill is {awful}, and {pet} is in pain
          {pet.c} is missing since this morning, I'm scared and {sad}
          Fireworks again, {pet} is terrified
        pet: Biscuit | Pickle | Moss | old Captain | Noodle | Pumpkin | our cat | our dog | the kitten | the puppy | Waffle | Juniper
        pet.c: Biscuit | Pickle | Moss | Noodle | Pumpkin | Our cat | Our dog | The kitten | The puppy | Waffle | Juniper
        animal: cat | dog | rabbit | parrot | kitten
        trick: high five | open doors | fetch the post | sing along | sleep upside down | roll over | chase its tail | wave
        garden.pos
          First {plant} of the year, so {happy}
          The {plant} at {place} look {great} {when}
          I {love} an hour with the {plant}, so peaceful
          My {plant} survived and are beautiful
          {who.c} gave me {plant}, what a kind surprise
          Harvested {num} bowls of {plant}, {great} season
        garden.neu
          Watering the {plant} {when}
          When do you repot {plant}?
          {num} rows of {plant} done, {num} to go
          Moved the {plant} next to {place}
          {@tag} list: {plant}, twine, gloves
        garden.neg
          Slugs killed my {plant}, I'm so {sad}
          The {plant} died {when}, terrible soil
          Broke the spade and lost the {plant}, {awful} luck
          I {hate} weeds. The {plant} have no chance
          Mould on the {plant} again, so frustrating
        plant: tomatoes | sunflowers | basil pots | roses | ferns | beans | strawberries | radishes | orchids | tulips | succulents | courgettes
        """;
}
