using System.Text;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis;

/// <summary>No text makes extraction slow: time grows with its length, whatever it repeats.</summary>
[Collection("Alone")]
public sealed class HostileTextTests
{
    const int Megabyte = 1 << 20;

    // how long a slow pattern is tried again before the test believes it
    // repeated, each of these invites an expression to start over and over again
    static readonly string[] Patterns =
    [
        "a", "#", "@", "$", ".", "_", "-", "(", "/", ":", "é", "日", "😀", "\u0301", "\uFE0F", "a.", "co.", ".co",
        "a_.", "-.", "日.", "рф.", "#1", "#a", "@a", "$A ", "@@a", "a@", "@a/b-", "RT@", "://", "http://",
        "http", "http://a", "http://a.co/(", "a.co/(a", "a.co?!", "http://t.co/a?", "a.com", "日a.com",
        "a_日.co.", "_é.co.日", "a.co日_", "foo.com。＃t", "xn--", "a.xn--", "xn--a.", "日_a.com日.", "“a.com",
        "a.みんな", "http://日本語の長い名前がここにあります.com ", "一丁七万丈三上下不与丐丑专且丕世丘丙业丛东丝丢两严並丧.com ", "a.co/((a)", ".com_",
        "_.com日",
    ];

    [Fact]
    [Trait("Category", "Slow")]
    public void Extract_RepeatedPatterns_TakeLinearTime()
    {
        var slow = Patterns.Where(pattern => !IsLinear(pattern)).ToArray();
        Assert.True(slow.Length == 0, $"more than 2.5 times the time for twice the text: {string.Join(" | ", slow)}");

        // thrice the promise, as others may be at work here
        AssertQuick(TimeSpan.FromMilliseconds(150));
    }

    /// <summary>The promise itself; wants a machine that does nothing else.</summary>
    [Fact, Trait("Category", "Long")]
    public void Extract_MegabyteOfAnyPatternOnAnIdleMachine_TakesUnder50Milliseconds() =>
        AssertQuick(TimeSpan.FromMilliseconds(50));

    static void AssertQuick(TimeSpan limit)
    {
        var late = Patterns.Select(pattern => (pattern, Time: Best(Repeat(pattern, Megabyte), 60, limit)))
            .Where(p => p.Time > limit).ToArray();
        Assert.True(late.Length == 0, $"more than {limit.TotalMilliseconds} ms for a megabyte: {string.Join(" | ", late)}");
    }

    [Fact]
    public void Extract_RandomPatterns_TakeLinearTime()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var pattern = RandomText.Make(new Random(seed), invalid: true);
            Assert.True(IsLinear(pattern), $"seed {seed}: {Encoding.UTF8.GetString(pattern)}");
        }
    }

    static bool IsLinear(string pattern) => IsLinear(Encoding.UTF8.GetBytes(pattern));

    static bool IsLinear(byte[] pattern)
    {
        // a short text first: a quadratic scan of a long one would not end in a minute
        var tenfold = TimeSpan.FromMilliseconds(30);
        if (Best(Repeat(pattern, Megabyte / 16), 60, tenfold) > tenfold)
            return false;
        byte[] half = Repeat(pattern, Megabyte / 4), whole = Repeat(pattern, Megabyte / 2);
        return Cost.Ratio(Extraction(half), Extraction(whole)) <= 2.5;
    }

    static TimeSpan Best(byte[] text, int runs, TimeSpan goodEnough) => Cost.Least(Extraction(text), goodEnough, runs);

    static Action Extraction(byte[] text)
    {
        var entities = new List<Entity>();
        return () => EntityExtractor.Extract(text, EntityProfile.X, entities);
    }

    static byte[] Repeat(string pattern, int length) => Repeat(Encoding.UTF8.GetBytes(pattern), length);

    static byte[] Repeat(byte[] pattern, int length)
    {
        var text = new byte[length];
        for (var i = 0; i < length; i++)
            text[i] = pattern[i % pattern.Length];
        return text;
    }
}
