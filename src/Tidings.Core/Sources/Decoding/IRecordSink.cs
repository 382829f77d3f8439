using Tidings.Posts;

namespace Tidings.Sources;

/// <summary>
/// Takes what a decoder finds. For every record exactly one method is called, so that the calls add up to the records
/// read.
/// </summary>
/// <remarks>Everything handed over is valid during the call only.</remarks>
public interface IRecordSink
{
    /// <summary>A version of a post.</summary>
    void Post(DecodedPost post);

    /// <summary>A post is gone.</summary>
    void Delete(in DecodedDelete notice);

    /// <summary>An account changed; counted among the others.</summary>
    void Account(in DecodedAccount notice);

    /// <summary>A well-formed record that is neither: a like, a notice, a keep-alive message.</summary>
    void Other();

    /// <summary>A record that cannot be used.</summary>
    void Malformed(MalformedReason reason);
}

/// <summary>Why a record could not be used. Each is a counter.</summary>
public enum MalformedReason : byte
{
    /// <summary>Not JSON: broken, cut off, or nested deeper than 128 levels.</summary>
    Json,

    /// <summary>Longer than the reader takes.</summary>
    TooLong,

    /// <summary>JSON, but none of the known formats.</summary>
    Format,

    /// <summary>A needed field is missing or of another type.</summary>
    Field,

    /// <summary>An id that is none, for example beyond 63 bits.</summary>
    Id,

    /// <summary>A date that cannot be read, lies before 2006-03-21, or in the future.</summary>
    Date,
}

/// <summary>The names of the reasons in output and tables.</summary>
public static class MalformedReasonNames
{
    /// <summary>Lower case with underscores, for example <c>too_long</c>.</summary>
    public static string Name(this MalformedReason reason) => reason switch
    {
        MalformedReason.Json => "json",
        MalformedReason.TooLong => "too_long",
        MalformedReason.Format => "format",
        MalformedReason.Field => "field",
        MalformedReason.Id => "id",
        _ => "date",
    };
}
