namespace Tidings.Sources;

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
