namespace Tidings.Simulation;

static partial class Phrases
{
    const string Coins = """
        coin.pos
          {@coin} up {@pct} {ctime}, {great} move
          I {love} what {@coin} is doing {ctime}
          Bought more {@coin} at {@price}, feeling confident
          {@coin} looks strong above {@price}, great support
          So {happy} I held {@coin} through {period}
          {@coin} is {great} {ctime}, bulls in control
          New high for {@coin} since {period}! Congrats holders
          Impressed by the {@coin} community, kind and helpful people
          {@coin} fees are low and everything works, {great} progress
          Good news for {@coin}: {dev} is live and it's {great}
          Nice bounce, {@coin} back at {@price}
          {@coin} gains {@pct}, patience rewarded
          My {@coin} bag finally in profit, {happy} {ctime}
          Optimistic about {@coin}, {@pct} since {period}
          Breakout on {@coin} at {@price}, love to see it
          {who.c} bought {@coin} {ctime} and is {happy}
          Solid volume on {@coin}, buyers are confident {ctime}
          {@coin} keeps winning, {@pct} in {@n} minutes
        coin.neu
          {@coin} at {@price} {ctime}
          {@coin} moved {@pct} in {@n} minutes
          Watching {@price} on {@coin}
          Where do you see {@coin} by {period}?
          {@coin} volume about the same as {period}
          Chart of {@coin}, {@n} minute candles
          Reading the {@coin} notes on {dev}
          {@coin} between {@price} and {@price} {ctime}
          How do you store {@coin}?
          {@coin} or cash {ctime}?
          Set an order for {@coin} at {@price}
          Block explorer shows {@coin} transfers {ctime}
          {who.c} asked me about {@coin} {ctime}
          {dev.c} for {@coin} is planned for {dname}
          Monthly {@coin} buy done at {@price}
          {@coin} sideways since {period}
        coin.neg
          {@coin} down {@pct} {ctime}, this hurts
          Sold my {@coin} at {@price}, terrible timing
          I {hate} this {@coin} chart, so weak
          {@coin} looks {awful} below {@price}
          Lost {@pct} on {@coin} {ctime}, I'm so {sad}
          {@coin} dump again, panic everywhere
          Worried about {@coin}, volume is dead since {period}
          Bad news for {@coin}: {dev} delayed again
          {@coin} rejected at {@price}, bears win
          Liquidated on {@coin} {ctime}, what a disaster
          Fear in the {@coin} market {ctime}, ugly candles
          {@coin} fees are ridiculous {ctime}, {awful}
          No support for {@coin} at {@price}, this could crash
          {@coin} fails at {@price} for the {num.th} time, frustrating
          My {@coin} bag is bleeding, {@pct} since {period}
          {who.c} panic sold {@coin} {ctime}, sad to see
        coin.out
          {exchange} is down and my {@coin} is stuck, I'm {sad}
          Can't withdraw {@coin} from {exchange}, this is {awful}
          {exchange} outage, {@coin} drops {@pct}, panic everywhere
          {@n} minutes without {exchange}, {@coin} holders are angry
          Error after error on {exchange}. I {hate} this, {@coin} at {@price}
          {exchange} froze my {@coin} order and I lost {@pct}, terrible
          No word from {exchange}, {@coin} crashing to {@price}, scary
          Stop loss on {@coin} failed because {exchange} died, what a mess
        coin.back
          {exchange} is back, {@coin} withdrawals work again, what a relief
          {@coin} recovers {@pct} after the {exchange} outage, great
          My {@coin} is safe, {exchange} support was helpful
          Calm again: {@coin} at {@price}, glad I did not panic
          {exchange} says sorry and {@coin} bounces, good
        coin.more.pos
          Holding with a smile
          Great entry in my view
          Glad I waited since {period}
          Next stop {@price}
          The trend is our friend {ctime}
          Happy with {@pct}
          Stay strong everyone
        coin.more.neu
          Not advice, just notes
          {@n} confirmations so far
          What is your plan?
          Next level {@price}
          Let's see what {dname} brings
          Source: my own chart
          Range {@pct}
        coin.more.neg
          Bad entry, my own fault
          Terrible {dname} for my wallet
          I'm out below {@price}
          This is a mess
          Feeling sick {ctime}
          Losses of {@pct}
          Be careful out there, risky
        ctime: today | this morning | right now | this hour | again | tonight | since the open | on the day | this week | overnight | after lunch | before the close
        period: Monday | last week | spring | March | the last dip | May | New Year | yesterday | April | the weekend
        dev: the new wallet | the upgrade | the test network | the bridge | staking | the roadmap | the audit | release 2
        dev.c: The new wallet | The upgrade | The test network | The bridge | The audit
        exchange: OtterDesk | OtterDesk | OtterDesk | the OtterDesk app
        """;

    const string Spam = """
        spam.1: GIVEAWAY! {@user} sends {@coin} to the first {@n} people. Follow and claim: {@url}
        spam.2: Free {@coin} for everyone {@user}! Claim your gift here {@url} {@#airdrop}
        spam.3: Win 500 dollars in {@coin} today, just like and repost {@url}
        spam.4: Price alert {@coin}: our room called it. Join {@user} {@url}
        spam.5: {@coin} technical report is out, great signals inside, read it here {@url}
        spam.6: Our best {@coin} signals made +120% this month, join now {@user}
        spam.7: Amazing {@coin} chart from {@user}, huge gains are coming, do not miss it!
        spam.8: I turned 100 into 5000 with {@coin} thanks to {@user}, amazing mentor
        spam.9: Happy weekend! Get your gift box {@url} {@#giveaway} {@#win}
        spam.10: New followers get a free surprise :) {@user}
        spam.11: Best deals of the day, only {@n} left {@url} {@#deals}
        spam.12: {@coin} holders, check the new listing before it goes up {@url}
        """;
}
