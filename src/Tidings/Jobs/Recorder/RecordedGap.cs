using System.Buffers;
using System.Text.Json;
using Tidings.Cli.Output;
using Tidings.Queue;

namespace Tidings.Cli.Jobs.Recorder;

/// <summary>Writes what a source missed as a line of JSON, with the names of the table <c>gap</c>.</summary>
static class RecordedGap
{
    /// <summary>
    /// A gap that goes on is told again and again, longer each time: of one beginning the last line counts.
    /// </summary>
    public static void Write(IBufferWriter<byte> target, in GapNotice gap)
    {
        using (var json = new Utf8JsonWriter(target))
        {
            json.WriteStartObject();
            json.WriteString("from_at", Text(gap.From));
            json.WriteString("to_at", Text(gap.To));
            json.WriteString("reason", gap.Reason);
            if (gap.Settled is { } settled)
            {
                // a source that had all of it says 'from the beginning of time'
                json.WriteString("recovered_from", Text(Math.Clamp(settled.RecoveredFrom, gap.From, gap.To)));
                json.WriteNumber("posts", settled.Posts);
            }
            json.WriteEndObject();
        }
        target.Write("\n"u8);
    }

    static string Text(long unixMilliseconds) => new Instant(unixMilliseconds).ToString();
}
