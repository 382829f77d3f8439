using System.Text;

namespace Tidings.Simulators;

/// <summary>What one client wants to see.</summary>
sealed class SubscriptionFilter
{
    const int MaxCollections = 100;
    const int MaxDids = 10_000;
    const int LongestName = 2048;

    readonly HashSet<string> _collections;
    readonly byte[][] _prefixes;
    readonly HashSet<string> _dids;

    SubscriptionFilter(IEnumerable<string> collections, IEnumerable<string> prefixes, HashSet<string> dids, long bytes)
    {
        _collections = new(collections, StringComparer.Ordinal);
        _prefixes = [.. prefixes.Select(Encoding.UTF8.GetBytes)];
        (_dids, MaxBytes) = (dids, bytes);
    }

    /// <summary>The longest event wanted, in bytes; 0 for all.</summary>
    public long MaxBytes { get; }

    /// <summary>Makes a filter of what a client wrote.</summary>
    /// <exception cref="FormatException">A name is none, or there are too many; the message says which.</exception>
    public static SubscriptionFilter Of(IEnumerable<string?> collections, IEnumerable<string?> dids, long maxBytes)
    {
        var wanted = Distinct(collections, MaxCollections, "wantedCollections");
        var accounts = Distinct(dids, MaxDids, "wantedDids");
        var isPrefix = wanted.ToLookup(name => name.EndsWith(".*", StringComparison.Ordinal));
        foreach (var name in isPrefix[false].Where(name => !IdentifierSyntax.IsNsid(name)))
            throw new FormatException($"invalid collection: {name}");
        foreach (var did in accounts.Where(did => !IdentifierSyntax.IsDid(did)))
            throw new FormatException($"invalid did: {did}");
        return new(isPrefix[false], isPrefix[true].Select(name => name[..^1]), accounts, Math.Max(0, maxBytes));
    }

    static HashSet<string> Distinct(IEnumerable<string?> names, int limit, string what)
    {
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
            if (distinct.Add(name ?? "") && distinct.Count > limit)
                throw new FormatException($"too many {what}: at most {limit}");
        return distinct;
    }

    /// <summary>True where the client wants this event; its length is another question.</summary>
    public bool Wants(in StoredEvent stored) =>
        (_dids.Count == 0 || Has(_dids, stored.Part(stored.Did)))
        && (!stored.IsCommit || (_collections.Count == 0 && _prefixes.Length == 0)
            || WantsCollection(stored.Part(stored.Collection)));

    bool WantsCollection(ReadOnlySpan<byte> name)
    {
        foreach (var prefix in _prefixes)
            if (name.StartsWith(prefix))
                return true;
        return Has(_collections, name);
    }

    static bool Has(HashSet<string> names, ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestName)
            return false;
        Span<char> text = stackalloc char[name.Length];
        return names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..Encoding.UTF8.GetChars(name, text)]);
    }
}
