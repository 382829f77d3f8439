using System.Buffers;
using System.Text.Json;

namespace Tidings.Cli.Jobs.Recorder;

/// <summary>Writes a record so that reading the file line by line gives the same record back.</summary>
static class RecordedLine
{
    /// <summary>JSON allows it nowhere, neither in a text nor between values.</summary>
    const byte Invalid = 0x0B;

    static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    /// <summary>
    /// Writes a record and a line's end. Line breaks in it become spaces where JSON has white space; in a text JSON has
    /// none, and what takes their place there is as wrong as they were: what was malformed stays so.
    /// </summary>
    public static void Write(IBufferWriter<byte> target, ReadOnlySpan<byte> record)
    {
        if (record.Contains((byte)'\n'))
            WriteOnOneLine(target, record);
        else
            target.Write(record);
        target.Write("\n"u8);
    }

    /// <summary>
    /// Whether a file may begin with it. A reader takes a file for one value over many lines where its first line does not
    /// hold a whole object.
    /// </summary>
    public static bool MayBeFirst(ReadOnlySpan<byte> record)
    {
        try
        {
            var reader = new Utf8JsonReader(record, Strict);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static void WriteOnOneLine(IBufferWriter<byte> target, ReadOnlySpan<byte> record)
    {
        var (isInText, isEscaped) = (false, false);
        var line = target.GetSpan(record.Length);
        for (var i = 0; i < record.Length; i++)
        {
            var letter = record[i];
            line[i] = letter != '\n' ? letter : isInText ? Invalid : (byte)' ';
            isInText ^= letter == '"' && !isEscaped;
            isEscaped = isInText && letter == '\\' && !isEscaped;
        }
        target.Advance(record.Length);
    }
}
