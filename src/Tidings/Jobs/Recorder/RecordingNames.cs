using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tidings.Cli.Jobs.Recorder;

/// <summary>The names of the files in a recording folder.</summary>
static class RecordingNames
{
    /// <summary>Names of sources are any text, and names of files end at 255 bytes.</summary>
    const int MaxSourceLength = 100;

    const string PackedEnding = ".jsonl.gz";
    const string GapsEnding = "-gaps.jsonl";

    /// <summary>The file of a source and an hour.</summary>
    public static string Records(string source, HourUtc hour) =>
        $"{Safe(source)}-{hour.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture)}{PackedEnding}";

    /// <summary>The file of what a source missed.</summary>
    public static string Gaps(string source) => Safe(source) + GapsEnding;

    /// <summary>Whether a file looks like one of a recording.</summary>
    public static bool IsRecording(string path) =>
        path.EndsWith(PackedEnding, StringComparison.Ordinal) || path.EndsWith(GapsEnding, StringComparison.Ordinal);

    /// <summary>Whether it holds records.</summary>
    public static bool IsPacked(string name) => name.EndsWith(PackedEnding, StringComparison.Ordinal);

    /// <summary>As it is where it is plain; a leading dot would hide the file from <c>*.gz</c>.</summary>
    static string Safe(string source)
    {
        var name = Uri.EscapeDataString(source);
        if (name.StartsWith('.'))
            name = "%2E" + name[1..];
        if (name.Length <= MaxSourceLength)
            return name;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, 8));
        return $"{name[..(MaxSourceLength - hash.Length - 1)]}-{hash}";
    }
}
