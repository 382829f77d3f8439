using System.Buffers;
using System.Text.Json;

namespace Tidings.Simulation;

/// <summary>
/// Writes JSON strings as the networks do: everything but quotes, backslashes and control characters as it is. The relaxed encoder of
/// System.Text.Json still escapes what lies beyond the Basic Multilingual Plane, that is, most emoji.
/// </summary>
static class JsonText
{
    /// <summary>Writes a property whose value is UTF-8 text.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, ReadOnlySpan<byte> utf8)
    {
        var quoted = ArrayPool<byte>.Shared.Rent(utf8.Length * 6 + 2);
        var length = Quote(utf8, quoted);
        json.WritePropertyName(name);
        json.WriteRawValue(quoted.AsSpan(0, length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(quoted);
    }

    static int Quote(ReadOnlySpan<byte> utf8, Span<byte> quoted)
    {
        var length = 0;
        quoted[length++] = (byte)'"';
        foreach (var b in utf8)
        {
            if (b is (byte)'"' or (byte)'\\' or (byte)'\n')
            {
                quoted[length++] = (byte)'\\';
                quoted[length++] = b == (byte)'\n' ? (byte)'n' : b;
            }
            else if (b < 0x20)
            {
                "\\u00"u8.CopyTo(quoted[length..]);
                quoted[length + 4] = (byte)(b < 0x10 ? '0' : '1');
                quoted[length + 5] = "0123456789abcdef"u8[b & 15];
                length += 6;
            }
            else
                quoted[length++] = b;
        }
        quoted[length++] = (byte)'"';
        return length;
    }
}
