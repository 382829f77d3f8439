using System.Text;
using System.Text.RegularExpressions;

namespace Tidings.Tests.Durability;

sealed partial class RawRecording
{
    static readonly string[] Dids =
    [
        "did:plc:madeupa", "did:plc:madeupb", "did:plc:madeupc", "did:plc:madeupd", "did:plc:madeupe",
        "did:plc:madeupf",
    ];

    [GeneratedRegex(@"(?<=^|\s)#(\w+)")]
    static partial Regex PlainHashtag { get; }

    /// <summary>A key's lives: made, updated, deleted, made again. Any making or update may be missing.</summary>
    void MakeBluesky()
    {
        var did = Pick(Dids);
        var at = SomeTime();
        var rkey = Tid(at - Second);
        var lives = Chance(15) ? 2 : 1;
        for (var life = 1; life <= lives; life++)
        {
            var createdAt = SomeCreatedAt(at);
            if (Chance(90))
                AddCommit(at, did, rkey, "create", PostRecord(createdAt));
            for (var updates = Chance(20) ? _random.Next(1, 3) : 0; updates > 0; updates--)
            {
                at += 7 * Minute;
                if (Chance(80))
                    AddCommit(at, did, rkey, "update", PostRecord(Chance(70) ? createdAt : SomeCreatedAt(at)));
            }
            at += _random.Next(1, 80) * Minute;
            if (life < lives || Chance(15))
                AddCommit(at, did, rkey, "delete", null);
            at += _random.Next(1, 20) * Minute;
        }
    }

    /// <summary>The author's word for the time: the commit's, near the bounds of what is believed, or nonsense.</summary>
    string? SomeCreatedAt(long at) => _random.Next(14) switch
    {
        0 => Iso(at - 90 * Minute),
        1 => Iso(at - Day),
        2 => Iso(at - Day - Second),
        3 => Iso(at + 5 * Minute),
        4 => Iso(at + 5 * Minute + Second),
        5 => "yesterday",
        6 => null,
        7 => Iso(at - 4000 * Day),
        _ => Iso(at),
    };

    void AddCommit(long at, string did, string rkey, string operation, object? record)
    {
        var commit = new Dictionary<string, object?>
        {
            ["rev"] = Tid(at),
            ["operation"] = operation,
            ["collection"] = "app.bsky.feed.post",
            ["rkey"] = rkey,
        };
        if (record is not null)
            commit["record"] = record;
        Add(at, new { did, time_us = at * 1000 + 250_000, kind = "commit", commit });
    }

    Dictionary<string, object?> PostRecord(string? createdAt)
    {
        var text = _grammar.Text();
        var record = new Dictionary<string, object?> { ["$type"] = "app.bsky.feed.post", ["text"] = text };
        if (createdAt is not null)
            record["createdAt"] = createdAt;
        if (Chance(85))
            record["langs"] = Pick<string[]>(["en"], ["en"], ["en"], ["en-US", "de"], ["de", "en"], ["de"], ["und"], []);
        if (Chance(50))
            record["facets"] = Facets(text);
        if (Chance(12))
            record["tags"] = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => _grammar.Tag()).ToArray();
        return record;
    }

    /// <summary>The facets of the text's hashtags, and now and then one that no reader may believe.</summary>
    List<Dictionary<string, object>> Facets(string text)
    {
        var facets = PlainHashtag.Matches(text).Select(
            match => Facet(
                Bytes(text[..match.Index]), Bytes(text[..(match.Index + match.Length)]), match.Groups[1].Value))
            .ToList();
        if (Chance(15))
            facets.Add(Facet(Bytes(text), Bytes(text) + 4, "beyond"));
        if (Chance(10))
            facets.Add(Facet(3, 2, "backwards"));
        if (text.StartsWith("🚀", StringComparison.Ordinal))
            facets.Add(Facet(0, 2, "halved"));
        if (facets.Count > 0 && Chance(10))
            facets.Add(facets[0]);
        return facets;
    }

    static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    static Dictionary<string, object> Facet(int start, int end, string tag) => new()
    {
        ["index"] = new { byteStart = start, byteEnd = end },
        ["features"] = new object[]
        {
            new Dictionary<string, string> { ["$type"] = "app.bsky.richtext.facet#tag", ["tag"] = tag },
        },
    };

    void MakeAccount()
    {
        var at = SomeTime();
        var did = Pick(Dids[..^_options.SparedAuthors]);
        // Only two authors may ever be gone for good: else little would be left to count.
        var isGone = Chance(20) && Array.IndexOf(Dids, did) < 2;
        AddAccount(at, did, isGone ? "deleted" : Pick("takendown", "deactivated", "suspended", "throttled"));
        if (Chance(75))
            AddAccount(at + _random.Next(1, 100) * Minute, did, null);
    }

    /// <summary>Status null: the account is active.</summary>
    void AddAccount(long at, string did, string? status)
    {
        var account = new Dictionary<string, object?> { ["active"] = status is null, ["did"] = did, ["seq"] = _number };
        if (status is not null)
            account["status"] = status;
        // no two notices at one instant
        Add(at, new { did, time_us = at * 1000 + _number * 2 + (status is null ? 1 : 0), kind = "account", account });
    }

    /// <summary>An id that carries its time, and is no other's.</summary>
    string Tid(long at)
    {
        const string digits = "234567abcdefghijklmnopqrstuvwxyz";
        var value = ((at * 1000 + _number) << 10) | 7;
        var text = new char[13];
        for (var i = text.Length - 1; i >= 0; i--, value >>= 5)
            text[i] = digits[(int)(value & 31)];
        return new(text);
    }
}
