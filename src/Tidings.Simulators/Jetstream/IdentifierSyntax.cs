using System.Text.RegularExpressions;

namespace Tidings.Simulators;

/// <summary>How the AT Protocol writes its names (atproto.com/specs/nsid and /specs/did).</summary>
static partial class IdentifierSyntax
{
    const int LongestNsid = 317;
    const int LongestDid = 2048;

    /// <summary>True for the name of a collection, for example <c>app.bsky.feed.post</c>.</summary>
    public static bool IsNsid(string text) => text.Length <= LongestNsid && Nsid.IsMatch(text);

    /// <summary>True for the name of an account, for example <c>did:plc:abc</c>.</summary>
    public static bool IsDid(string text) => text.Length <= LongestDid && Did.IsMatch(text);

    [GeneratedRegex(
        @"\A[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+"
            + @"\.[a-zA-Z][a-zA-Z0-9]{0,62}\z",
        RegexOptions.NonBacktracking)]
    static partial Regex Nsid { get; }

    [GeneratedRegex(@"\Adid:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]\z", RegexOptions.NonBacktracking)]
    static partial Regex Did { get; }
}
