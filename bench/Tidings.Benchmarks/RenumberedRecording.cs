using System.Buffers.Text;
using System.IO.Compression;

namespace Tidings.Benchmarks;

/// <summary>
/// Makes a large recording from small ones: every copy has other ids, authors and times, so that nothing in it is a
/// repeat. A copy lies one hour behind the one before; ids that carry a time move with it.
/// </summary>
static class RenumberedRecording
{
    const long SnowflakesPerHour = 3_600_000L << 22;

    /// <summary>Ids above this are snowflakes; smaller ones are counters.</summary>
    const long FirstSnowflake = 29_700_859_247;

    const long CounterStep = 10_000_000_000;

    public static void Make(string path, IReadOnlyList<string> sources, long bytes)
    {
        var lines = sources.SelectMany(Lines).ToList();
        using var file = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var output = new byte[1 << 20];
        for (var copy = 0; file.Position < bytes; copy++)
        {
            foreach (var line in lines)
            {
                var length = Renumber(line, output, copy);
                output[length] = (byte)'\n';
                file.Write(output, 0, length + 1);
                if (file.Position >= bytes)
                    break;
            }
        }
        file.Close();
        File.Move(path + ".part", path, overwrite: true);
    }

    static IEnumerable<byte[]> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            if (line.Length > 0)
                yield return System.Text.Encoding.UTF8.GetBytes(line);
    }

    static int Renumber(ReadOnlySpan<byte> line, Span<byte> output, int copy)
    {
        var written = 0;
        while (!line.IsEmpty)
        {
            var key = line.IndexOf("\":"u8);
            var head = key < 0 ? line.Length : key + 2;
            var name = key < 0 ? default : line[..key];
            line[..head].CopyTo(output[written..]);
            written += head;
            line = line[head..];
            if (key < 0)
                break;
            if (EndsWithKey(name, "id"u8) || EndsWithKey(name, "id_str"u8))
                line = line[CopyNumber(line, output, ref written, copy, isTime: false)..];
            else if (EndsWithKey(name, "timestamp_ms"u8))
                line = line[CopyNumber(line, output, ref written, copy, isTime: true)..];
            else if (EndsWithKey(name, "created_at"u8))
                line = line[CopyDate(line, output, ref written, copy)..];
        }
        return written;
    }

    /// <summary>
    /// True for a key of that name or one that ends in <c>_name</c>, such as <c>in_reply_to_user_id</c>.
    /// </summary>
    static bool EndsWithKey(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) =>
        text.EndsWith(name) && text.Length > name.Length && text[^(name.Length + 1)] is (byte)'"' or (byte)'_';

    static int CopyNumber(ReadOnlySpan<byte> line, Span<byte> output, ref int written, int copy, bool isTime)
    {
        var quote = line[0] == '"' ? 1 : 0;
        if (!Utf8Parser.TryParse(line[quote..], out long number, out var digits) || number <= 0)
            return 0;
        if (quote == 1)
            output[written++] = (byte)'"';
        number += isTime ? copy * 3_600_000L : copy * (number >= FirstSnowflake ? SnowflakesPerHour : CounterStep);
        Utf8Formatter.TryFormat(number, output[written..], out var length);
        written += length;
        return quote + digits;
    }

    static int CopyDate(ReadOnlySpan<byte> line, Span<byte> output, ref int written, int copy)
    {
        if (line.Length < 32 || line[0] != '"' || !PostTime.TryParseX(line[1..31], out var time))
            return 0;
        var text = DateTimeOffset.FromUnixTimeMilliseconds(time + copy * 3_600_000L)
            .ToString("ddd MMM dd HH:mm:ss '+0000' yyyy", System.Globalization.CultureInfo.InvariantCulture);
        output[written++] = (byte)'"';
        written += System.Text.Encoding.ASCII.GetBytes(text, output[written..]);
        return 31;
    }
}
