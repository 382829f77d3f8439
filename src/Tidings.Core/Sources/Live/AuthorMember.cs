using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Tidings.Sources.Live;

/// <summary>
/// The member by which an event carries what was found out about its author, so that a recording of it gives the same
/// tables: <c>"tidings":{"author":{"followersCount":N,"createdAt":"…"}}</c>.
/// </summary>
public static class AuthorMember
{
    /// <summary>Writes the event with the member at its end; false where it is no JSON object.</summary>
    /// <param name="json">The event, known to be well-formed.</param>
    /// <param name="profile">What was found out.</param>
    /// <param name="target">Takes it.</param>
    public static bool TryAppend(ReadOnlySpan<byte> json, AuthorProfile profile, IBufferWriter<byte> target)
    {
        var end = json.TrimEnd(" \t\r\n"u8).Length - 1;
        if (end < 2 || json[end] != '}')
            return false;
        target.Write(json[..end]);
        target.Write(",\"tidings\":"u8);
        using (var writer = new Utf8JsonWriter(target))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("author"u8);
            if (profile.Followers is { } followers)
                writer.WriteNumber("followersCount"u8, followers);
            if (profile.CreatedAt is { } createdAt)
                writer.WriteString("createdAt"u8, DateTimeOffset.FromUnixTimeMilliseconds(createdAt).ToString(
                    "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        target.Write("}"u8);
        return true;
    }
}
