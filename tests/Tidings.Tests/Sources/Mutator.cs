using Tidings.Tests.Support;

namespace Tidings.Tests.Sources;

/// <summary>Damages made-up records in the ways that networks, disks and people do.</summary>
sealed class Mutator(Random random)
{
    static readonly byte[][] Snippets =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "'", "\\", "\\\\", "\\'", "\\u0000", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\\u", "\\x", "null", "true", "0", "-", "1e999", "99999999999999999999",
            "9223372036854775807", "-9223372036854775808", "''", "{}", "[]", "{'id':'1'}", "'text':'x',", "'id':null,", "'kind':'commit',", "'commit':{},", "'data':{},", "'event':'update',",
            "'delete':{},", "'\\ud800':1,", "'t\\u0065xt':'y',", "&#0;", "&#x110000;", "&lt", "<!--", "<a '", "<br>", "0001-01-01T00:00:00Z", "\u0000", "\u00e9", "\uFEFF", "😀", "\n",
        }.Select(Decoded.Utf8),
        [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80], [0xFF],
    ];

    /// <summary>One record, changed in one to three places.</summary>
    public byte[] Next(byte[][] samples)
    {
        var record = new List<byte>(samples[random.Next(samples.Length)]);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            Change(record, samples);
        return [.. record];
    }

    void Change(List<byte> record, byte[][] samples)
    {
        var at = random.Next(record.Count + 1);
        switch (random.Next(9))
        {
            case 0 when at < record.Count: record[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: record.RemoveRange(at, Math.Min(random.Next(1, 4), record.Count - at)); break;
            case 2: record.RemoveRange(at, Math.Min(random.Next(200), record.Count - at)); break;
            case 3: record.InsertRange(at, Snippets[random.Next(Snippets.Length)]); break;
            case 4: // two records in one, as when a connection is lost and taken up again
                var other = samples[random.Next(samples.Length)];
                record.RemoveRange(at, record.Count - at);
                record.AddRange(other[random.Next(other.Length)..]);
                break;
            case 5: record.InsertRange(at, record.GetRange(at, Math.Min(random.Next(100), record.Count - at))); break;
            case 6: ChangeDigits(record); break;
            default: ChangeValue(record); break;
        }
    }

    /// <summary>Changes one number or date, and leaves the JSON whole.</summary>
    void ChangeDigits(List<byte> record)
    {
        var from = random.Next(record.Count + 1);
        var at = record.FindIndex(from, b => b is >= (byte)'0' and <= (byte)'9');
        if (at < 0)
            return;
        for (var left = random.Next(1, 6); left > 0 && at < record.Count && record[at] is >= (byte)'0' and <= (byte)'9'; left--, at++)
            record[at] = (byte)('0' + random.Next(10));
    }

    /// <summary>Puts something into a string or in place of a value, so that the JSON often stays whole.</summary>
    void ChangeValue(List<byte> record)
    {
        var from = random.Next(record.Count + 1);
        var at = record.FindIndex(from, b => b == '"');
        if (at < 0)
            return;
        if (random.Next(2) == 0)
        {
            record.InsertRange(at, Snippets[random.Next(Snippets.Length)]);
            return;
        }
        var end = record.FindIndex(at + 1, b => b == '"');
        if (end < 0)
            return;
        record.RemoveRange(at, end + 1 - at);
        record.InsertRange(at, Snippets[random.Next(Snippets.Length)]);
    }
}
