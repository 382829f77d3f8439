namespace Tidings.Sources;

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
